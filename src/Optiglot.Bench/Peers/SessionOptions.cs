namespace Optiglot.Bench;

/// <summary>How often is measured, and against whom.</summary>
public sealed record SessionOptions
{
    /// <summary>Rounds; each starts a process of ours and, with a peer, one of the peer's.</summary>
    public int Rounds { get; init; } = 5;

    /// <summary>Passes timed in a process; null: the job's own number.</summary>
    public int? Repeats { get; init; }

    /// <summary>Passes before the clock counts; null: the job's own number.</summary>
    public int? Warmup { get; init; }

    /// <summary>Seed of weights and made-up data.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Whether PyTorch runs in turn with ours.</summary>
    public bool Peer { get; init; }

    /// <summary>Folder in which the jobs' files stay; null deletes them.</summary>
    public string? Keep { get; init; }

    /// <summary>The products that the peak is measured with.</summary>
    public PeakJob PeakJob { get; init; } = new();
}
