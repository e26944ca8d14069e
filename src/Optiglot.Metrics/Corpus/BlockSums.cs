namespace Optiglot.Metrics;

/// <summary>Sums of statistics by block, added in block order at the end.</summary>
internal sealed class BlockSums(IReadOnlyList<Metric> metrics)
{
    private readonly Lock gate = new();
    private readonly List<(double[][] Sums, int[] Counts)?> blocks = [];

    public void Add(int index, Worker[] workers, Segment[] segments)
    {
        var sums = metrics.Select(metric => new double[metric.StatisticsWidth]).ToArray();
        var counts = Enumerable.Repeat(Worker.NoCount, metrics.Count).ToArray();
        for (int m = 0; m < workers.Length; m++)
        {
            double[] row = workers[m].Row, sum = sums[m];
            foreach (var segment in segments)
            {
                workers[m].Score(segment.Hypothesis, segment.References, row, ref counts[m]);
                for (int j = 0; j < row.Length; j++) sum[j] += row[j];
            }
        }
        lock (gate)
        {
            while (blocks.Count <= index) blocks.Add(null);
            blocks[index] = (sums, counts);
        }
    }

    public MetricScore[] Scores()
    {
        var scores = new MetricScore[metrics.Count];
        for (int m = 0; m < scores.Length; m++)
        {
            var total = new double[metrics[m].StatisticsWidth];
            foreach (var block in blocks)
                for (int j = 0; j < total.Length; j++) total[j] += block!.Value.Sums[m][j];
            scores[m] = metrics[m].Compute(total, CorpusRunner.MergeCounts(blocks.Select(block => block!.Value.Counts[m])));
        }
        return scores;
    }
}
