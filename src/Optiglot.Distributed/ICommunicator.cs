namespace Optiglot.Distributed;

/// <summary>
/// The processes (ranks) that work on one run together. Every rank calls the same operations in the same order, from one thread at a time; each returns when
/// this rank's part is done.
/// </summary>
public interface ICommunicator : IDisposable
{
    /// <summary>This process, from 0.</summary>
    int Rank { get; }

    /// <summary>How many there are.</summary>
    int Count { get; }

    /// <summary>This process among those of its machine, from 0: which of its devices, which share of its cores.</summary>
    int LocalRank { get; }

    /// <summary>How many are on this machine.</summary>
    int LocalCount { get; }

    /// <summary>How many cores are this process's to compute on: its share of those that it may run on.</summary>
    int Cores { get; }

    /// <summary>Gives all ranks what one has.</summary>
    /// <param name="bytes">Of equal length everywhere; overwritten on all ranks but the root.</param>
    /// <param name="root">The rank that has it.</param>
    /// <exception cref="RankFailedException">Another rank has failed.</exception>
    void Broadcast(Span<byte> bytes, int root = 0);

    /// <summary>Gives all ranks what each has, in order of ranks.</summary>
    /// <param name="own">Of equal length everywhere.</param>
    /// <param name="all"><c>Count × own.Length</c> bytes.</param>
    /// <exception cref="RankFailedException">Another rank has failed.</exception>
    void Gather(ReadOnlySpan<byte> own, Span<byte> all);

    /// <summary>Sends a block to each rank and takes one from each, in order of ranks.</summary>
    /// <param name="blocks"><c>Count</c> blocks of equal length, the same everywhere.</param>
    /// <param name="received">As many bytes.</param>
    /// <exception cref="RankFailedException">Another rank has failed.</exception>
    void Exchange(ReadOnlySpan<byte> blocks, Span<byte> received);

    /// <summary>Says that this rank may be long about something, so that the others, who wait for it, do not take it for hung.</summary>
    /// <param name="what">What it does, for messages: <c>evaluation</c>.</param>
    /// <returns>To be disposed when it is done.</returns>
    IDisposable Busy(string what);

    /// <summary>Tells the other ranks that this one cannot go on, and why; they end with a <see cref="RankFailedException"/>.</summary>
    void Fail(string reason);
}
