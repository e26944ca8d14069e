using System.Threading.Channels;

namespace Optiglot.Metrics;

/// <summary>
/// Reads segments block by block on a thread of its own, so that whoever waits for them can give up at once, even while a pipe gives nothing.
/// </summary>
internal static class BlockReader
{
    /// <summary>Starts to read; an error of the segments comes behind the blocks before it.</summary>
    /// <param name="segments">The segments; given up, they are left as soon as their next one comes.</param>
    /// <param name="places">Room for blocks that are under way: one place is taken for each.</param>
    /// <param name="stop">Gives up.</param>
    public static ChannelReader<Segment[]> Start(IEnumerable<Segment> segments, SemaphoreSlim places, CancellationToken stop)
    {
        var blocks = Channel.CreateUnbounded<Segment[]>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        new Thread(() => Read(segments, places, blocks.Writer, stop)) { IsBackground = true, Name = "segments" }.Start();
        return blocks.Reader;
    }

    private static void Read(IEnumerable<Segment> segments, SemaphoreSlim places, ChannelWriter<Segment[]> blocks, CancellationToken stop)
    {
        try
        {
            using var chunks = segments.TakeWhile(_ => !stop.IsCancellationRequested).Chunk(SegmentStatistics.BlockSize).GetEnumerator();
            while (true)
            {
                places.Wait(stop);
                if (!chunks.MoveNext()) break;
                blocks.TryWrite(chunks.Current);
            }
            blocks.Complete();
        }
        catch (Exception error)
        {
            blocks.Complete(error);
        }
    }
}
