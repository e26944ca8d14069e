using Optiglot.Metrics;

namespace Optiglot.Studies.Probes;

/// <summary>
/// What metrics counted in the translations of one model, by order of pictures. Counts of several models and of several derangements are averaged line by line,
/// so that a line stays one item of a test however often it was translated.
/// </summary>
/// <param name="Metrics">The metrics.</param>
/// <param name="Orders">Names of the orders, the right pictures first.</param>
/// <param name="Counts">Statistics, <c>[orders][metrics]</c>.</param>
public sealed record PictureStatistics(IReadOnlyList<Metric> Metrics, IReadOnlyList<string> Orders, IReadOnlyList<IReadOnlyList<SegmentStatistics>> Counts)
{
    private static readonly PairedTestOptions Test = new() { Kind = PairedTestKind.ApproximateRandomization };

    /// <summary>Lines.</summary>
    public int Lines => Counts[0][0].Count;

    /// <summary>Scores each order and tests it against the right pictures (paired approximate randomisation: Riezler and Maxwell, 2005).</summary>
    public IReadOnlyList<PictureCondition> Compare()
    {
        ComparedMetric[] compared = [.. Metrics.Select((metric, m) => ComparedMetric.Of(metric, [.. Counts.Select(order => order[m])]))];
        IReadOnlyList<MetricComparison>? tests = Orders.Count < 2 ? null : PairedTest.Run(compared, Orders, Test);
        return [.. Orders.Select((name, order) => new PictureCondition(
            name, [.. Metrics.Select((metric, m) => Score(metric, order, m))],
            order == 0 ? null : [.. tests!.Select(test => test.Systems[order].PValue!.Value)]))];
    }

    /// <summary>Several models as one.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static PictureStatistics Pool(IReadOnlyList<PictureStatistics> models)
    {
        if (models.Count == 0) throw new ArgumentException("there is nothing to pool", nameof(models));
        return models[0] with
        {
            Counts =
                [.. models[0].Counts.Select((metrics, order) => metrics.Select((_, m) => Mean([.. models.Select(model => model.Counts[order][m])])).ToArray())],
        };
    }

    /// <summary>The mean of each line's counts.</summary>
    public static SegmentStatistics Mean(IReadOnlyList<SegmentStatistics> each)
    {
        int width = each[0].Width, lines = each[0].Count;
        double[] values = new double[lines * width];
        foreach (SegmentStatistics one in each)
            for (int line = 0; line < lines; line++)
                for (int i = 0; i < width; i++) values[line * width + i] += one[line][i] / each.Count;
        return new SegmentStatistics(values, width, each[0].ReferenceCount);
    }

    private MetricScore Score(Metric metric, int order, int m) => metric.Compute(Counts[order][m].Sum(), Counts[order][m].ReferenceCount);
}
