namespace Optiglot.Metrics;

/// <summary>One line of a test set: what the system said and what people said.</summary>
/// <param name="Hypothesis">The system's output.</param>
/// <param name="References">One or more reference translations.</param>
public readonly record struct Segment(string Hypothesis, string[] References);
