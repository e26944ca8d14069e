namespace Optiglot.Distributed;

/// <summary>Another rank has died, hangs, or has given up; this one ends too.</summary>
/// <param name="rank">The rank.</param>
/// <param name="reason">What happened to it.</param>
public sealed class RankFailedException(int rank, string reason) : IOException($"rank {rank}: {reason}")
{
    /// <summary>The rank that failed.</summary>
    public int Rank => rank;

    /// <summary>What happened to it.</summary>
    public string Reason => reason;
}
