namespace Optiglot.Metrics;

/// <summary>
/// Turns one segment into sufficient statistics. Owns its buffers, so one instance serves one thread;
/// make more with <see cref="Metric.CreateScorer"/>.
/// </summary>
public abstract class SegmentScorer
{
    /// <summary>Writes the statistics of one segment.</summary>
    /// <param name="hypothesis">The system's output.</param>
    /// <param name="references">At least one reference.</param>
    /// <param name="statistics">Receives <see cref="Metric.StatisticsWidth"/> numbers, all overwritten.</param>
    public abstract void Score(string hypothesis, ReadOnlySpan<string> references, Span<double> statistics);
}
