namespace Optiglot.Metrics;

/// <summary>Some consecutive segments and what was counted in them, metric by metric, learned ones last.</summary>
internal sealed class CorpusBlock(int index, Segment[] segments, double[][] learned)
{
    public int Index => index;

    public int Count => segments.Length;

    /// <summary>Sums of statistics, <c>[metrics][width]</c>.</summary>
    public double[][] Sums { get; private set; } = [];

    /// <summary>References of each segment by metric, as <see cref="Worker"/> merges them.</summary>
    public int[] ReferenceCounts { get; private set; } = [];

    /// <summary>Statistics, <c>[metrics][segments, width]</c>, where they are kept.</summary>
    public double[][] Rows { get; private set; } = [];

    /// <summary>Sentence scores, <c>[segments, metrics]</c>, where they are wanted.</summary>
    public double[] Scores { get; private set; } = [];

    /// <summary>Counts the segments.</summary>
    /// <exception cref="OperationCanceledException">It was stopped between two segments.</exception>
    public void Score(Worker[] workers, CorpusRequest request, CancellationToken stop)
    {
        int metrics = workers.Length + learned.Length;
        Sums = new double[metrics][];
        ReferenceCounts = [.. Enumerable.Repeat(Worker.NoCount, metrics)];
        if (request.KeepStatistics) Rows = new double[metrics][];
        if (request.OnSegment != null) Scores = new double[Count * metrics];
        for (int m = 0; m < workers.Length; m++) CountMetric(m, workers[m], request, metrics, stop);
        for (int m = 0; m < learned.Length; m++) CountLearned(workers.Length + m, learned[m], metrics);
    }

    private void CountMetric(int m, Worker worker, CorpusRequest request, int metrics, CancellationToken stop)
    {
        int width = worker.Row.Length;
        double[] sums = Sums[m] = new double[width], rows = Rows.Length > 0 ? Rows[m] = new double[Count * width] : [];
        for (int i = 0; i < Count; i++)
        {
            stop.ThrowIfCancellationRequested();
            var row = rows.Length > 0 ? rows.AsSpan(i * width, width) : worker.Row;
            worker.Score(segments[i].Hypothesis, segments[i].References, row, ref ReferenceCounts[m]);
            for (int j = 0; j < width; j++) sums[j] += row[j];
            if (Scores.Length > 0) Scores[i * metrics + m] = request.Metrics[m].ComputeValue(row);
        }
    }

    private void CountLearned(int m, double[] values, int metrics)
    {
        Sums[m] = [values.Sum(), values.Length];
        if (Rows.Length > 0) Rows[m] = LearnedScore.Rows(values);
        for (int i = 0; i < values.Length && Scores.Length > 0; i++) Scores[i * metrics + m] = values[i];
    }
}
