using Optiglot.Distributed.Watch;

namespace Optiglot.Distributed.Mpi;

/// <summary>Ranks that an MPI launcher has started, on one machine or several.</summary>
public sealed unsafe class MpiCommunicator : ICommunicator
{
    private const int Spins = 2000;

    private readonly MpiLibrary mpi;
    private readonly RankWatch? watch;
    private bool isOpen = true;

    /// <summary>Starts MPI, and watching the other ranks.</summary>
    /// <param name="notice">As of <see cref="MpiLaunch.Open"/>.</param>
    /// <exception cref="DllNotFoundException">There is no MPI library; the message says what to install.</exception>
    public MpiCommunicator(Action<RankFailedException>? notice = null)
    {
        mpi = MpiLibrary.Load();
        mpi.Initialize();
        (Rank, Count) = mpi.Place();
        watch = RankWatch.Start(this, notice: notice);
        string[] machines = this.GatherText(Environment.MachineName);
        LocalCount = MpiLaunch.LocalCount ?? machines.Count(each => each == machines[Rank]);
        LocalRank = MpiLaunch.LocalRank ?? machines.Take(Rank).Count(each => each == machines[Rank]);
        // A launcher binds each process to cores of its own, several to the same ones, or none to any.
        Cores = CoreShare.Of(Environment.ProcessorCount, this.GatherText($"{Environment.MachineName} {CoreShare.Allowed()}"), Rank, LocalCount);
    }

    /// <summary>The library, for <c>doctor</c> and logs.</summary>
    public string Library => mpi.Name;

    /// <inheritdoc/>
    public int Rank { get; }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public int LocalRank { get; }

    /// <inheritdoc/>
    public int LocalCount { get; }

    /// <inheritdoc/>
    public int Cores { get; }

    /// <inheritdoc/>
    public void Broadcast(Span<byte> bytes, int root = 0)
    {
        fixed (byte* at = bytes) Wait(mpi.BeginBroadcast(at, bytes.Length, root), "a broadcast");
    }

    /// <inheritdoc/>
    public void Gather(ReadOnlySpan<byte> own, Span<byte> all)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(all.Length, own.Length * Count, nameof(all));
        fixed (byte* from = own, to = all) Wait(mpi.BeginGather(from, to, own.Length), "a gathering");
    }

    /// <inheritdoc/>
    public void Exchange(ReadOnlySpan<byte> blocks, Span<byte> received)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(received.Length, blocks.Length, nameof(received));
        fixed (byte* from = blocks, to = received) Wait(mpi.BeginExchange(from, to, blocks.Length / Count), "an exchange");
    }

    /// <inheritdoc/>
    public IDisposable Busy(string what) => watch!.Busy(what);

    /// <inheritdoc/>
    public void Fail(string reason)
    {
        watch!.Tell(reason);
        isOpen = false;
        // The others read the reason before the launcher ends them.
        Thread.Sleep(RankWatch.TimeToRead);
        mpi.Abort(1);
    }

    /// <summary>Ends MPI; returns when all ranks are here.</summary>
    public void Dispose()
    {
        if (!isOpen) return;
        isOpen = false;
        this.Barrier();
        watch!.Dispose();
        mpi.End();
    }

    // Spins while the others are at the same place, then leaves the core to them.
    private void Wait(nint request, string what)
    {
        using IDisposable? waiting = watch?.Waiting(what);
        for (int i = 0; !mpi.IsDone(ref request); i++)
        {
            if (watch?.Failure is { } failure) throw new RankFailedException(failure.Rank, failure.Reason);
            if (i < Spins) Thread.SpinWait(20);
            else Thread.Sleep(i < 10 * Spins ? 0 : 1);
        }
    }
}
