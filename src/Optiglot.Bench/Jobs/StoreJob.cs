using System.Diagnostics;
using Optiglot.Vision;

namespace Optiglot.Bench;

/// <summary>Opens a region store of many pictures and reads from it. Once a process: the first opening is the one that counts.</summary>
public sealed record StoreJob : BenchJob
{
    private const string StoreFile = "regions.sqlite";
    private const int Reads = 1000;

    /// <summary>Pictures in the store.</summary>
    public int Pictures { get; init; } = 1_000_000;

    /// <summary>Regions of a picture.</summary>
    public int Regions { get; init; } = 2;

    /// <summary>Numbers in a region's feature.</summary>
    public int Features { get; init; } = 16;

    /// <inheritdoc/>
    public override void Prepare(string folder) => MadeUpStore.Write(Path.Combine(folder, StoreFile), Pictures, Regions, Features, Seed);

    /// <inheritdoc/>
    public override JobResult Run(string folder)
    {
        var random = new Random(unchecked((int)Seed));
        string path = Path.Combine(folder, StoreFile);
        long start = Stopwatch.GetTimestamp();
        using RegionStore store = RegionStore.Open(path);
        bool found = store.TryGet(MadeUpStore.Name(Pictures - 1), out _);
        double open = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (!found) throw new InvalidDataException($"{path}: the store lacks a picture that was written");
        start = Stopwatch.GetTimestamp();
        for (int i = 0; i < Reads; i++) store.TryGet(MadeUpStore.Name(random.Next(Pictures)), out _);
        double reads = Reads / Stopwatch.GetElapsedTime(start).TotalSeconds;
        start = Stopwatch.GetTimestamp();
        long count = store.Count;
        Dictionary<string, double> values = new()
        {
            ["pictures"] = count, ["reads_per_second"] = reads, ["count_seconds"] = Stopwatch.GetElapsedTime(start).TotalSeconds,
            ["file_bytes"] = new FileInfo(path).Length
        };
        return new JobResult { Seconds = [open], Work = 1, Values = values, PeakBytes = JobResult.PeakMemory() };
    }
}
