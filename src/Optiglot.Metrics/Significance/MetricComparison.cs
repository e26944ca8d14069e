namespace Optiglot.Metrics;

/// <summary>All systems under one metric; the first is the baseline.</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="Signature">The metric's signature with test, samples and seed.</param>
/// <param name="HigherIsBetter">Whether a larger score is better.</param>
/// <param name="Systems">Baseline first, then the others in their order.</param>
public sealed record MetricComparison(string Metric, string Signature, bool HigherIsBetter, IReadOnlyList<SystemComparison> Systems);
