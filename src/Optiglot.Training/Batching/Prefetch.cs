using System.Runtime.ExceptionServices;
using System.Threading.Channels;

namespace Optiglot.Training;

/// <summary>Makes batches on a thread of its own while the network computes.</summary>
internal static class Prefetch
{
    /// <summary>
    /// The items of <paramref name="source"/> in the same order, at most <paramref name="capacity"/> of them made ahead. An exception of the source arrives at
    /// its place in the order. Leaving the loop early stops the thread and disposes what was made but not taken.
    /// </summary>
    public static IEnumerable<T> Ahead<T>(IEnumerable<T> source, int capacity = 4)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        Channel<T> channel = Channel.CreateBounded<T>(new BoundedChannelOptions(capacity) { SingleReader = true, SingleWriter = true });
        using CancellationTokenSource stop = new();
        Thread thread = new(() => Fill(source, channel.Writer, stop.Token)) { IsBackground = true, Name = "Optiglot prefetch" };
        thread.Start();
        try
        {
            while (Wait(channel.Reader))
                while (channel.Reader.TryRead(out T? item)) yield return item;
        }
        finally
        {
            stop.Cancel();
            thread.Join();
            while (channel.Reader.TryRead(out T? item)) (item as IDisposable)?.Dispose();
        }
    }

    private static bool Wait<T>(ChannelReader<T> reader)
    {
        try
        {
            return reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult();
        }
        catch (ChannelClosedException closed) when (closed.InnerException is { } cause)
        {
            ExceptionDispatchInfo.Throw(cause);
            return false;
        }
    }

    private static void Fill<T>(IEnumerable<T> source, ChannelWriter<T> writer, CancellationToken stop)
    {
        try
        {
            foreach (T item in source)
            {
                if (Put(writer, item, stop)) continue;
                (item as IDisposable)?.Dispose();
                break;
            }
            writer.Complete();
        }
        catch (Exception cause)
        {
            writer.Complete(cause);
        }
    }

    private static bool Put<T>(ChannelWriter<T> writer, T item, CancellationToken stop)
    {
        try
        {
            writer.WriteAsync(item, stop).AsTask().GetAwaiter().GetResult();
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
