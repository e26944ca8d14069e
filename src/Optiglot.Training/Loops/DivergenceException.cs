namespace Optiglot.Training;

/// <summary>Training that came to numbers that are not finite, although data and weights were finite when they were read.</summary>
/// <param name="message">At which update, and what helps.</param>
public sealed class DivergenceException(string message) : ArithmeticException(message);
