using System.Threading.Channels;

namespace Optiglot.Metrics;

/// <summary>
/// Runs metrics over corpora on all cores. Segments are cut in blocks; block sums are added in block order,
/// so the result does not depend on the number of threads.
/// </summary>
internal static class CorpusRunner
{
    private const int BlockSize = 1024;

    public static SegmentStatistics Statistics(Metric metric, IReadOnlyList<string> hypotheses, IReadOnlyList<string>[] references)
    {
        Check(hypotheses, references);
        int width = metric.StatisticsWidth, blocks = (hypotheses.Count + BlockSize - 1) / BlockSize;
        var values = new double[(long)hypotheses.Count * width];
        var counts = new int[blocks];
        Parallel.For(0, blocks, () => new Worker(metric), (block, _, worker) =>
        {
            int start = block * BlockSize, end = Math.Min(start + BlockSize, hypotheses.Count);
            var refs = new string[references.Length];
            counts[block] = Worker.NoCount;
            for (int i = start; i < end; i++)
            {
                for (int r = 0; r < refs.Length; r++) refs[r] = references[r][i];
                worker.Score(hypotheses[i], refs, values.AsSpan(i * width, width), ref counts[block]);
            }
            return worker;
        }, _ => { });
        return new SegmentStatistics(values, width, MergeCounts(counts));
    }

    public static MetricScore[] Run(IReadOnlyList<Metric> metrics, IEnumerable<Segment> segments, CancellationToken cancellation)
    {
        int threads = Environment.ProcessorCount;
        var queue = Channel.CreateBounded<(int Index, Segment[] Segments)>(new BoundedChannelOptions(2 * threads) { SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var sums = new BlockSums(metrics);
        var workers = Enumerable.Range(0, threads).Select(_ => Task.Run(() => Work(metrics, queue.Reader, sums, stop))).ToArray();
        Exception? failure = null;
        try
        {
            int index = 0;
            foreach (var block in segments.Chunk(BlockSize))
                queue.Writer.WriteAsync((index++, block), stop.Token).AsTask().GetAwaiter().GetResult();
        }
        catch (Exception e)
        {
            failure = e;
        }
        queue.Writer.Complete();
        Task.WhenAll(workers).GetAwaiter().GetResult();
        cancellation.ThrowIfCancellationRequested();
        if (failure != null) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        return sums.Scores();
    }

    private static async Task Work(IReadOnlyList<Metric> metrics, ChannelReader<(int Index, Segment[] Segments)> queue, BlockSums sums, CancellationTokenSource stop)
    {
        try
        {
            var workers = metrics.Select(metric => new Worker(metric)).ToArray();
            await foreach (var (index, segments) in queue.ReadAllAsync(stop.Token).ConfigureAwait(false))
                sums.Add(index, workers, segments);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Another worker failed or the caller gave up; its error is the one reported.
        }
        catch
        {
            stop.Cancel();
            throw;
        }
    }

    internal static int MergeCounts(IEnumerable<int> counts)
    {
        int merged = Worker.NoCount;
        foreach (int count in counts) merged = Worker.Merge(merged, count);
        return merged == Worker.NoCount ? 1 : merged;
    }

    private static void Check(IReadOnlyList<string> hypotheses, IReadOnlyList<string>[] references)
    {
        if (references.Length == 0) throw new ArgumentException("give at least one list of references", nameof(references));
        for (int r = 0; r < references.Length; r++)
            if (references[r].Count != hypotheses.Count)
                throw new ArgumentException($"{hypotheses.Count} hypotheses, but reference {r + 1} has {references[r].Count} lines: both need one line per segment", nameof(references));
    }
}
