using System.Threading.Channels;

namespace Optiglot.Metrics;

/// <summary>
/// Runs metrics over corpora on all cores, block by block. Blocks are handed on in their order, and only so many are under way at once.
/// Learned metrics, which take all cores for themselves, score a block before the threads get it.
/// </summary>
internal static class CorpusRunner
{
    private const int BlocksPerThread = 4;

    public static SegmentStatistics Statistics(Metric metric, IReadOnlyList<string> hypotheses, IReadOnlyList<string>[] references)
    {
        Check(hypotheses, references);
        int width = metric.StatisticsWidth, blocks = (hypotheses.Count + SegmentStatistics.BlockSize - 1) / SegmentStatistics.BlockSize;
        var values = new double[(long)hypotheses.Count * width];
        var counts = new int[blocks];
        Parallel.For(0, blocks, () => new Worker(metric), (block, _, worker) =>
        {
            int start = block * SegmentStatistics.BlockSize, end = Math.Min(start + SegmentStatistics.BlockSize, hypotheses.Count);
            var refs = new string[references.Length];
            counts[block] = Worker.NoCount;
            for (int i = start; i < end; i++)
            {
                for (int r = 0; r < refs.Length; r++) refs[r] = references[r][i];
                worker.Score(hypotheses[i], refs, values.AsSpan(i * width, width), ref counts[block]);
            }
            return worker;
        }, _ => { });
        return new SegmentStatistics(values, width, Worker.Known(counts.Aggregate(Worker.NoCount, Worker.Merge)));
    }

    public static CorpusResult Run(CorpusRequest request, IEnumerable<Segment> segments, CancellationToken cancellation)
    {
        int threads = Environment.ProcessorCount;
        var totals = new CorpusTotals(request);
        using var places = new SemaphoreSlim(BlocksPerThread * threads);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var order = new BlockOrder(block =>
        {
            totals.Add(block);
            places.Release();
        });
        var queue = Channel.CreateUnbounded<CorpusBlock>(new UnboundedChannelOptions { SingleWriter = true });
        var workers = Enumerable.Range(0, threads).Select(_ => Task.Run(() => Work(request, queue.Reader, order, stop))).ToArray();
        Exception? failure = null;
        try
        {
            int index = 0;
            foreach (var block in segments.Chunk(SegmentStatistics.BlockSize))
            {
                places.Wait(stop.Token);
                queue.Writer.TryWrite(new CorpusBlock(index++, block, [.. request.Learned.Select(metric => LearnedScore.Score(metric, block))]));
            }
        }
        catch (Exception e)
        {
            failure = e;
        }
        queue.Writer.Complete();
        Task.WhenAll(workers).GetAwaiter().GetResult();
        cancellation.ThrowIfCancellationRequested();
        if (failure != null) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        return totals.Result();
    }

    private static async Task Work(CorpusRequest request, ChannelReader<CorpusBlock> queue, BlockOrder order, CancellationTokenSource stop)
    {
        try
        {
            var workers = request.Metrics.Select(metric => new Worker(metric)).ToArray();
            await foreach (var block in queue.ReadAllAsync(stop.Token).ConfigureAwait(false))
            {
                block.Score(workers, request);
                order.Add(block);
            }
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

    private static void Check(IReadOnlyList<string> hypotheses, IReadOnlyList<string>[] references)
    {
        if (references.Length == 0) throw new ArgumentException("give at least one list of references", nameof(references));
        for (int r = 0; r < references.Length; r++)
            if (references[r].Count != hypotheses.Count)
                throw new ArgumentException(
                    $"{hypotheses.Count} hypotheses, but reference {r + 1} has {references[r].Count} lines: both need one line per segment", nameof(references));
    }
}
