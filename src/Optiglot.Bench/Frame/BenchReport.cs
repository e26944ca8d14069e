namespace Optiglot.Bench;

/// <summary>What a benchmark prints, and what is kept as <c>results/bench-NAME.json</c>.</summary>
public sealed record BenchReport
{
    /// <summary>Name of the benchmark, as <c>train</c>.</summary>
    public required string Benchmark { get; init; }

    /// <summary>The command that was run.</summary>
    public required string Command { get; init; }

    /// <summary>The commit of Optiglot that ran.</summary>
    public required string Commit { get; init; }

    /// <summary>The day, as <c>2026-11-24</c>.</summary>
    public required string Date { get; init; }

    /// <summary>The machine in words.</summary>
    public required string Machine { get; init; }

    /// <summary>Threads of either side.</summary>
    public required int Threads { get; init; }

    /// <summary>Environment variables that decide speed, as both sides had them.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <summary>The peer in words: versions and BLAS; null without one.</summary>
    public string? Peer { get; init; }

    /// <summary>Title of the peer's column, where it is not PyTorch.</summary>
    public string? PeerTitle { get; init; }

    /// <summary>What was measured.</summary>
    public required IReadOnlyList<BenchRow> Rows { get; init; }

    /// <summary>What a reader should know, usually nothing.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
