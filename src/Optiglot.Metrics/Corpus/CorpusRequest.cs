namespace Optiglot.Metrics;

/// <summary>What one pass over a corpus is to yield. The text is never kept.</summary>
/// <param name="Metrics">The metrics; may be empty where there are learned ones.</param>
public sealed record CorpusRequest(IReadOnlyList<Metric> Metrics)
{
    /// <summary>Learned metrics, whose scores come behind those of <see cref="Metrics"/>.</summary>
    public IReadOnlyList<ILearnedMetric> Learned { get; init; } = [];

    /// <summary>Receives every segment's scores while the corpus is read; null: they are not computed.</summary>
    public SegmentHandler? OnSegment { get; init; }

    /// <summary>Keeps every segment's statistics, the input of significance tests: memory grows by these numbers alone.</summary>
    public bool KeepStatistics { get; init; }
}
