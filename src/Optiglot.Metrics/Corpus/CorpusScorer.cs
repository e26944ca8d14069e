namespace Optiglot.Metrics;

/// <summary>Scores a corpus with several metrics in one pass.</summary>
public static class CorpusScorer
{
    /// <summary>Scores a stream of any length on all cores, with memory for a few thousand segments.</summary>
    /// <param name="metrics">The metrics.</param>
    /// <param name="segments">Hypotheses with their references, read once.</param>
    /// <param name="cancellation">Stops the work, reading that waits for input too.</param>
    /// <returns>One score a metric, in their order.</returns>
    /// <exception cref="ArgumentException">A segment has no reference.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static IReadOnlyList<MetricScore> Score(IReadOnlyList<Metric> metrics, IEnumerable<Segment> segments, CancellationToken cancellation = default) =>
        Run(new CorpusRequest(metrics), segments, cancellation).Scores;

    /// <summary>Scores a stream of any length on all cores, with sentence scores handed out as they come and statistics kept where asked.</summary>
    /// <param name="request">The metrics, and what they are to yield.</param>
    /// <param name="segments">Hypotheses with their references and sources, read once; the text is forgotten as soon as it is scored.</param>
    /// <param name="cancellation">Stops the work, reading that waits for input too.</param>
    /// <exception cref="ArgumentException">A segment lacks a reference or source that a metric needs, or has several for a learned metric.</exception>
    /// <exception cref="InvalidOperationException">A learned metric returned a wrong number of scores.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static CorpusResult Run(CorpusRequest request, IEnumerable<Segment> segments, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return CorpusRunner.Run(request, segments, long.MaxValue, cancellation);
    }
}
