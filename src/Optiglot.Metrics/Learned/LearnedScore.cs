namespace Optiglot.Metrics;

/// <summary>Corpus scores and statistics of learned metrics.</summary>
public static class LearnedScore
{
    private const int BatchSize = 256;

    /// <summary>Scores a corpus: the mean of its segment scores, in the model's own scale.</summary>
    /// <exception cref="ArgumentException">Lists of different lengths, or sources or references the metric needs are absent.</exception>
    /// <exception cref="InvalidOperationException">The metric returned a wrong number of scores.</exception>
    public static MetricScore Score(ILearnedMetric metric, IReadOnlyList<string> hypotheses, IReadOnlyList<string>? sources, IReadOnlyList<string>? references)
    {
        double[] sums = Statistics(metric, hypotheses, sources, references).Sum();
        return new MetricScore(metric.Name, sums[1] > 0 ? sums[0] / sums[1] : 0, metric.Signature);
    }

    /// <summary>Statistics of every segment, <c>[segments, 2]</c>: its score and one.</summary>
    /// <exception cref="ArgumentException">Lists of different lengths, or sources or references the metric needs are absent.</exception>
    /// <exception cref="InvalidOperationException">The metric returned a wrong number of scores.</exception>
    public static SegmentStatistics Statistics(ILearnedMetric metric, IReadOnlyList<string> hypotheses, IReadOnlyList<string>? sources, IReadOnlyList<string>? references)
    {
        if (metric.NeedsSource && sources == null) throw new ArgumentException($"{metric.Name} needs the source sentences", nameof(sources));
        if (metric.NeedsReference && references == null) throw new ArgumentException($"{metric.Name} needs references", nameof(references));
        var usedSources = metric.NeedsSource ? sources : null;
        var usedReferences = metric.NeedsReference ? references : null;
        if ((usedSources?.Count ?? hypotheses.Count) != hypotheses.Count || (usedReferences?.Count ?? hypotheses.Count) != hypotheses.Count)
            throw new ArgumentException($"{hypotheses.Count} hypotheses need as many sources and references");
        var values = new double[2 * hypotheses.Count];
        for (int start = 0; start < hypotheses.Count; start += BatchSize)
        {
            int size = Math.Min(BatchSize, hypotheses.Count - start);
            var scores = metric.ScoreSegments(Slice(usedSources, start, size), Slice(hypotheses, start, size)!, Slice(usedReferences, start, size));
            if (scores.Count != size) throw new InvalidOperationException($"{metric.Name} gave {scores.Count} scores for {size} segments");
            for (int i = 0; i < size; i++) (values[2 * (start + i)], values[2 * (start + i) + 1]) = (scores[i], 1);
        }
        return new SegmentStatistics(values, 2, 1);
    }

    private static string[]? Slice(IReadOnlyList<string>? lines, int start, int size) => lines?.Skip(start).Take(size).ToArray();
}
