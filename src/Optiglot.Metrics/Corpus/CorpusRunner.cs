using System.Runtime.ExceptionServices;
using System.Threading.Channels;

namespace Optiglot.Metrics;

/// <summary>
/// Runs metrics over corpora on all cores, block by block: the one way in which corpora are scored. Blocks are handed on in their order, and only so many are
/// under way at once. Learned metrics, which take all cores for themselves, score a block before the threads get it.
/// </summary>
internal static class CorpusRunner
{
    private const int BlocksPerThread = 4;

    /// <summary>Scores segments.</summary>
    /// <param name="request">The metrics, and what they are to yield.</param>
    /// <param name="segments">The segments, read once.</param>
    /// <param name="most">How many there are at most; few need few threads.</param>
    /// <param name="cancellation">Stops at the next segment; reading that waits for input is given up at once.</param>
    public static CorpusResult Run(CorpusRequest request, IEnumerable<Segment> segments, long most, CancellationToken cancellation)
    {
        int threads = (int)Math.Clamp((most - 1) / SegmentStatistics.BlockSize + 1, 1, Environment.ProcessorCount);
        var totals = new CorpusTotals(request);
        // Not disposed of: a reader that was given up may still come back to it.
        var places = new SemaphoreSlim(BlocksPerThread * threads);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var order = new BlockOrder(block =>
        {
            totals.Add(block);
            places.Release();
        });
        var queue = Channel.CreateUnbounded<CorpusBlock>(new UnboundedChannelOptions { SingleWriter = true });
        var workers = Enumerable.Range(0, threads).Select(_ => Task.Run(() => Work(request, queue.Reader, order, stop))).ToArray();
        ExceptionDispatchInfo? failure = null;
        try
        {
            int index = 0;
            foreach (var block in BlockReader.Start(segments, places, stop.Token).ReadAllAsync(stop.Token).ToBlockingEnumerable())
                queue.Writer.TryWrite(new CorpusBlock(index++, block, [.. request.Learned.Select(metric => LearnedScore.Score(metric, block, stop.Token))]));
        }
        catch (Exception error)
        {
            failure = ExceptionDispatchInfo.Capture(error);
            stop.Cancel();
        }
        queue.Writer.Complete();
        Task.WhenAll(workers).GetAwaiter().GetResult();
        cancellation.ThrowIfCancellationRequested();
        failure?.Throw();
        return totals.Result();
    }

    private static async Task Work(CorpusRequest request, ChannelReader<CorpusBlock> queue, BlockOrder order, CancellationTokenSource stop)
    {
        try
        {
            var workers = request.Metrics.Select(metric => new Worker(metric)).ToArray();
            await foreach (var block in queue.ReadAllAsync(stop.Token).ConfigureAwait(false))
            {
                block.Score(workers, request, stop.Token);
                order.Add(block);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Another worker or the reader failed, or the caller gave up; that error is the one reported.
        }
        catch
        {
            stop.Cancel();
            throw;
        }
    }
}
