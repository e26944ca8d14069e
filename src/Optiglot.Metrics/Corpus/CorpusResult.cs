namespace Optiglot.Metrics;

/// <summary>What a pass over a corpus found.</summary>
/// <param name="Scores">One score a metric, learned ones last.</param>
/// <param name="Statistics">Segment statistics in the same order; empty unless they were asked for.</param>
public sealed record CorpusResult(IReadOnlyList<MetricScore> Scores, IReadOnlyList<SegmentStatistics> Statistics);
