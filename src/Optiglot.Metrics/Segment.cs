namespace Optiglot.Metrics;

/// <summary>One line of a test set: what the system said and what people said.</summary>
/// <param name="Hypothesis">The system's output.</param>
/// <param name="References">One or more reference translations; none is enough for learned metrics that compare with the source alone.</param>
/// <param name="Source">The sentence that was translated, for learned metrics that read it.</param>
public readonly record struct Segment(string Hypothesis, string[] References, string? Source = null);
