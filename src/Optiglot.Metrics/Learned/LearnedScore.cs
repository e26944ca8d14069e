namespace Optiglot.Metrics;

/// <summary>Corpus scores and statistics of learned metrics.</summary>
public static class LearnedScore
{
    /// <summary>Statistics of a segment: its score, and one.</summary>
    internal const int Width = 2;

    /// <summary>Scores a corpus: the mean of its segment scores, in the model's own scale.</summary>
    /// <exception cref="ArgumentException">Lists of different lengths, or sources or references the metric needs are absent.</exception>
    /// <exception cref="InvalidOperationException">The metric returned a wrong number of scores.</exception>
    public static MetricScore Score(ILearnedMetric metric, IReadOnlyList<string> hypotheses, IReadOnlyList<string>? sources,
        IReadOnlyList<string>? references) =>
        Of(metric, Statistics(metric, hypotheses, sources, references).Sum());

    /// <summary>Statistics of every segment, <c>[segments, 2]</c>: its score and one.</summary>
    /// <exception cref="ArgumentException">Lists of different lengths, or sources or references the metric needs are absent.</exception>
    /// <exception cref="InvalidOperationException">The metric returned a wrong number of scores.</exception>
    public static SegmentStatistics Statistics(ILearnedMetric metric, IReadOnlyList<string> hypotheses, IReadOnlyList<string>? sources,
        IReadOnlyList<string>? references)
    {
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(hypotheses);
        return Statistics(metric, new NamedSystem(CorpusLists.Unnamed, hypotheses), sources, references);
    }

    /// <summary>Statistics of every segment of a named system.</summary>
    internal static SegmentStatistics Statistics(
        ILearnedMetric metric, NamedSystem system, IReadOnlyList<string>? sources, IReadOnlyList<string>? references,
            CancellationToken cancellation = default) => CorpusLists.Run(
        new CorpusRequest([]) { Learned = [metric], KeepStatistics = true }, system,
        metric.NeedsReference && references != null ? [references] : [], metric.NeedsSource ? sources : null, cancellation).Statistics[0];

    /// <summary>Scores of some segments.</summary>
    internal static double[] Score(ILearnedMetric metric, Segment[] segments, CancellationToken cancellation)
    {
        if (metric.NeedsSource && Array.Exists(segments, segment => segment.Source == null)) throw NoSources(metric);
        if (metric.NeedsReference && Array.Exists(segments, segment => segment.References.Length == 0)) throw NoReferences(metric);
        if (metric.NeedsReference && Array.Find(segments, segment => segment.References.Length > 1).References is { } several)
            throw new ArgumentException(
                $"{metric.Name} compares with one reference, but {several.Length} were given: score it in a run of its own with one of them");
        return Checked(metric,
            metric.NeedsSource ? Array.ConvertAll(segments, segment => segment.Source!) : null,
            Array.ConvertAll(segments, segment => segment.Hypothesis),
            metric.NeedsReference ? Array.ConvertAll(segments, segment => segment.References[0]) : null, cancellation);
    }

    /// <summary>The corpus score of summed statistics.</summary>
    internal static MetricScore Of(ILearnedMetric metric, ReadOnlySpan<double> sums) => new(metric.Name, Mean(sums), metric.Signature);

    /// <summary>The mean of summed scores.</summary>
    internal static double Mean(ReadOnlySpan<double> sums) => sums[1] > 0 ? sums[0] / sums[1] : 0;

    /// <summary>Statistics of segments, <c>[segments, 2]</c>.</summary>
    internal static double[] Rows(double[] scores)
    {
        var rows = new double[Width * scores.Length];
        for (int i = 0; i < scores.Length; i++) (rows[Width * i], rows[Width * i + 1]) = (scores[i], 1);
        return rows;
    }

    private static double[] Checked(ILearnedMetric metric, string[]? sources, string[] hypotheses, string[]? references, CancellationToken cancellation)
    {
        var scores = metric.ScoreSegments(sources, hypotheses, references, cancellation);
        return scores.Count == hypotheses.Length ? [.. scores]
            : throw new InvalidOperationException($"{metric.Name} gave {scores.Count} scores for {hypotheses.Length} segments");
    }

    private static ArgumentException NoSources(ILearnedMetric metric) => new($"{metric.Name} needs the source sentences: name their file too");

    private static ArgumentException NoReferences(ILearnedMetric metric) => new($"{metric.Name} needs references: name their file too");
}
