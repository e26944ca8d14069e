namespace Optiglot.Bench;

/// <summary>One line of a benchmark: ours, and where it was asked for the peer's.</summary>
public sealed record BenchRow
{
    /// <summary>What was measured, as <c>wide bf16</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Unit of <see cref="Ours"/> and <see cref="Peer"/>, as <c>target tokens/s</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>Ours, a value a round.</summary>
    public required Spread Ours { get; init; }

    /// <summary>The peer's, PyTorch's where the report names no other, a value a round; null where it was not asked for or there is none.</summary>
    public Spread? Peer { get; init; }

    /// <summary>Ours over the peer's, round by round.</summary>
    public Spread? Ratio { get; init; }

    /// <summary>More numbers by name, such as <c>gflops</c>, <c>share_of_peak</c>, <c>peak_mib</c>.</summary>
    public IReadOnlyDictionary<string, double> Details { get; init; } = new Dictionary<string, double>();
}
