namespace Optiglot.Metrics;

/// <summary>One thread's scorer of one metric, and the count of references seen.</summary>
internal sealed class Worker(Metric metric)
{
    /// <summary>No segment seen yet.</summary>
    public const int NoCount = -2;

    /// <summary>Segments differ in their number of references.</summary>
    public const int Varies = -1;

    private readonly SegmentScorer scorer = metric.CreateScorer();
    private readonly ReferenceFilter filter = new();

    /// <summary>The metric's statistics, <c>[width]</c>, a buffer for callers.</summary>
    public double[] Row { get; } = new double[metric.StatisticsWidth];

    public void Score(string hypothesis, ReadOnlySpan<string> references, Span<double> statistics, ref int count) =>
        count = Merge(count, filter.Score(scorer, hypothesis, references, statistics));

    public static int Merge(int a, int b) => a == NoCount ? b : b == NoCount || a == b ? a : Varies;

    /// <summary>What signatures say: a corpus without segments counts as one with one reference.</summary>
    public static int Known(int count) => count == NoCount ? 1 : count;
}
