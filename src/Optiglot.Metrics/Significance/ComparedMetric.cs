namespace Optiglot.Metrics;

/// <summary>A metric with the statistics of several systems on the same segments: what a test needs to know, wherever it came from.</summary>
public sealed class ComparedMetric
{
    private readonly Func<double[], double> value;

    private ComparedMetric(string name, string signature, bool higherIsBetter, IReadOnlyList<SegmentStatistics> systems, Func<double[], double> value)
    {
        if (systems.Count == 0) throw new ArgumentException("a comparison needs at least one system", nameof(systems));
        (Name, Signature, HigherIsBetter, Systems, this.value) = (name, signature, higherIsBetter, systems, value);
    }

    /// <summary>The metric's name in reports.</summary>
    public string Name { get; }

    /// <summary>What was computed, in one line to report.</summary>
    public string Signature { get; }

    /// <summary>Whether a larger score is better.</summary>
    public bool HigherIsBetter { get; }

    /// <summary>Statistics of each system, baseline first.</summary>
    public IReadOnlyList<SegmentStatistics> Systems { get; }

    /// <summary>Scores systems with a metric of this library.</summary>
    /// <exception cref="ArgumentException">No systems, or lists of different lengths; the message names the system.</exception>
    public static ComparedMetric Of(Metric metric, IReadOnlyList<NamedSystem> systems, params IReadOnlyList<string>[] references) =>
        Of(metric, [.. systems.Select(system => CorpusLists.Run(new CorpusRequest([metric]) { KeepStatistics = true }, system, references).Statistics[0])]);

    /// <summary>Systems whose statistics are known, as <see cref="CorpusScorer.Run"/> keeps them.</summary>
    /// <param name="metric">The metric the statistics are of.</param>
    /// <param name="systems">Statistics of each system, baseline first.</param>
    /// <exception cref="ArgumentException">No systems.</exception>
    public static ComparedMetric Of(Metric metric, IReadOnlyList<SegmentStatistics> systems)
    {
        ArgumentNullException.ThrowIfNull(metric);
        string signature = metric.Compute(new double[metric.StatisticsWidth], systems is [var first, ..] ? first.ReferenceCount : 1).Signature;
        return new ComparedMetric(metric.Name, signature, metric.HigherIsBetter, systems, sums => metric.ComputeValue(sums));
    }

    /// <summary>Systems whose statistics under a learned metric are known.</summary>
    /// <exception cref="ArgumentException">No systems.</exception>
    public static ComparedMetric Of(ILearnedMetric metric, IReadOnlyList<SegmentStatistics> systems)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return new ComparedMetric(metric.Name, metric.Signature, metric.HigherIsBetter, systems, sums => LearnedScore.Mean(sums));
    }

    /// <summary>Scores systems with a learned metric; the corpus score is the mean of its segment scores.</summary>
    /// <exception cref="ArgumentException">No systems, lists of different lengths, or no sources for a metric that needs them.</exception>
    public static ComparedMetric Of(ILearnedMetric metric, IReadOnlyList<NamedSystem> systems, IReadOnlyList<string>? sources,
        IReadOnlyList<string> references) =>
        Of(metric, [.. systems.Select(system => LearnedScore.Statistics(metric, system, sources, references))]);

    /// <summary>The score of summed statistics.</summary>
    internal double Value(double[] sums) => value(sums);
}
