namespace Optiglot.Metrics;

/// <summary>Scores a corpus with several metrics in one pass.</summary>
public static class CorpusScorer
{
    /// <summary>Scores a stream of any length on all cores, with memory for a few thousand segments.</summary>
    /// <param name="metrics">The metrics.</param>
    /// <param name="segments">Hypotheses with their references, read once.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>One score a metric, in their order.</returns>
    /// <exception cref="ArgumentException">A segment has no reference.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static IReadOnlyList<MetricScore> Score(IReadOnlyList<Metric> metrics, IEnumerable<Segment> segments, CancellationToken cancellation = default) =>
        CorpusRunner.Run(metrics, segments, cancellation);
}
