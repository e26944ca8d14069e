namespace Optiglot.Metrics;

/// <summary>Adds blocks up in their order, so that a result does not depend on the number of threads.</summary>
internal sealed class CorpusTotals(CorpusRequest request)
{
    private readonly double[][] sums =
        [.. request.Metrics.Select(metric => new double[metric.StatisticsWidth]), .. request.Learned.Select(_ => new double[LearnedScore.Width])];

    private readonly int[] counts = [.. Enumerable.Repeat(Worker.NoCount, request.Metrics.Count + request.Learned.Count)];
    private readonly List<double[][]> rows = [];
    private long segments;

    public void Add(CorpusBlock block)
    {
        for (int m = 0; m < sums.Length; m++)
        {
            for (int j = 0; j < sums[m].Length; j++) sums[m][j] += block.Sums[m][j];
            counts[m] = Worker.Merge(counts[m], block.ReferenceCounts[m]);
        }
        if (request.KeepStatistics) rows.Add(block.Rows);
        if (request.OnSegment is { } handler)
            for (int i = 0; i < block.Count; i++) handler(segments + i, block.Scores.AsSpan(i * sums.Length, sums.Length));
        segments += block.Count;
    }

    public CorpusResult Result()
    {
        int metrics = request.Metrics.Count;
        MetricScore[] scores =
        [
            .. request.Metrics.Select((metric, m) => metric.Compute(sums[m], Worker.Known(counts[m]))),
            .. request.Learned.Select((metric, l) => LearnedScore.Of(metric, sums[metrics + l])),
        ];
        return new CorpusResult(scores, request.KeepStatistics ? [.. Enumerable.Range(0, sums.Length).Select(Statistics)] : []);
    }

    private SegmentStatistics Statistics(int m) =>
        new([.. rows.Select(block => block[m])], sums[m].Length, checked((int)segments), Worker.Known(counts[m]));
}
