namespace Optiglot.Distributed.Watch;

/// <summary>What a rank is at.</summary>
internal enum RankState
{
    /// <summary>It computes, and should come to the next common operation soon.</summary>
    Working,

    /// <summary>It is at a common operation, where others are awaited.</summary>
    Waiting,

    /// <summary>It said that it may be long.</summary>
    Busy,
}
