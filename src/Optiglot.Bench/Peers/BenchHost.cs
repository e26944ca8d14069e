namespace Optiglot.Bench;

/// <summary>How processes are started.</summary>
public sealed record BenchHost
{
    /// <summary>Path of <c>optiglot.dll</c>.</summary>
    public required string Program { get; init; }

    /// <summary>Threads of either side.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The Python that has PyTorch: Debian's.</summary>
    public string Python { get; init; } = "/usr/bin/python3";

    /// <summary>Folder of the peers' scripts; null looks for the repository's <c>bench/peers</c> above the program.</summary>
    public string? Peers { get; init; }

    /// <summary>Which allocator and spin settings the peer gets.</summary>
    public PeerSettings PeerSettings { get; init; } = PeerSettings.Best;

    /// <summary>The folder of the peers' scripts.</summary>
    /// <exception cref="DirectoryNotFoundException">It is not there.</exception>
    public string FindPeers()
    {
        if (Peers is not null) return Directory.Exists(Peers) ? Peers
            : throw new DirectoryNotFoundException($"{Peers}: no such folder, named by --peers; give the repository's bench/peers");
        for (DirectoryInfo? folder = new(Path.GetDirectoryName(Program)!); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "bench", "peers") is var found && File.Exists(Path.Combine(found, "train.py"))) return found;
        throw new DirectoryNotFoundException(
            "the peers' scripts are in the repository's bench/peers, which is not above the program; run from a checkout, or name the folder with --peers DIR");
    }
}
