namespace Optiglot.Distributed;

/// <summary>Ranks that are threads of one process: for tests, and to try a distributed run without an engine.</summary>
public sealed class ThreadedCommunicator : ICommunicator
{
    private readonly Meeting meeting;

    private ThreadedCommunicator(Meeting meeting, int rank) => (this.meeting, Rank) = (meeting, rank);

    /// <inheritdoc/>
    public int Rank { get; }

    /// <inheritdoc/>
    public int Count => meeting.Count;

    /// <inheritdoc/>
    public int LocalRank => Rank;

    /// <inheritdoc/>
    public int LocalCount => Count;

    /// <inheritdoc/>
    public int Cores => Math.Max(1, Environment.ProcessorCount / Count);

    /// <summary>Communicators for so many threads, one each.</summary>
    public static IReadOnlyList<ThreadedCommunicator> Create(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Meeting meeting = new(count);
        return [.. Enumerable.Range(0, count).Select(rank => new ThreadedCommunicator(meeting, rank))];
    }

    /// <summary>Runs something on each of so many ranks and waits for all; a rank that throws is told to the others.</summary>
    /// <exception cref="AggregateException">Some have thrown.</exception>
    public static void Run(int count, Action<ICommunicator> work) => Task.WaitAll(
    [
        .. Create(count).Select(rank => Task.Factory.StartNew(
            () =>
            {
                try
                {
                    work(rank);
                }
                catch (Exception error)
                {
                    if (error is not RankFailedException) rank.Fail(error.Message);
                    throw;
                }
            }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)),
    ]);

    /// <inheritdoc/>
    public void Broadcast(Span<byte> bytes, int root = 0)
    {
        byte[][] all = meeting.Bring(Rank, Rank == root ? bytes.ToArray() : []);
        if (Rank != root) all[root].CopyTo(bytes);
    }

    /// <inheritdoc/>
    public void Gather(ReadOnlySpan<byte> own, Span<byte> all)
    {
        foreach ((int rank, byte[] bytes) in meeting.Bring(Rank, own.ToArray()).Index()) bytes.CopyTo(all[(rank * bytes.Length)..]);
    }

    /// <inheritdoc/>
    public void Exchange(ReadOnlySpan<byte> blocks, Span<byte> received)
    {
        int length = blocks.Length / Count;
        foreach ((int rank, byte[] bytes) in meeting.Bring(Rank, blocks.ToArray()).Index())
            bytes.AsSpan(Rank * length, length).CopyTo(received[(rank * length)..]);
    }

    /// <inheritdoc/>
    public IDisposable Busy(string what) => new SingleProcess();

    /// <inheritdoc/>
    public void Fail(string reason) => meeting.Fail(new RankFailedException(Rank, reason));

    /// <summary>Does nothing, since nothing is held.</summary>
    public void Dispose()
    {
    }

    // All bring bytes, and leave together with what all have brought.
    private sealed class Meeting(int count)
    {
        private readonly Lock gate = new();
        private byte[]?[] brought = new byte[count][];
        private TaskCompletionSource<byte[][]> open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private RankFailedException? failure;
        private int present;

        internal int Count => count;

        internal byte[][] Bring(int rank, byte[] bytes)
        {
            Task<byte[][]> all;
            lock (gate)
            {
                if (failure is not null) throw new RankFailedException(failure.Rank, failure.Reason);
                all = open.Task;
                brought[rank] = bytes;
                if (++present == count)
                {
                    TaskCompletionSource<byte[][]> full = open;
                    (open, present) = (new(TaskCreationOptions.RunContinuationsAsynchronously), 0);
                    full.SetResult([.. brought.Select(each => each!)]);
                    brought = new byte[count][];
                }
            }

            return all.GetAwaiter().GetResult();
        }

        internal void Fail(RankFailedException error)
        {
            lock (gate)
            {
                failure ??= error;
                open.TrySetException(new RankFailedException(failure.Rank, failure.Reason));
            }
        }
    }
}
