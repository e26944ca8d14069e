namespace Optiglot.Bench;

/// <summary>Photos to regions.</summary>
public static class DetectBenchmark
{
    /// <summary>One row: photos detected (or, without a detector, decoded) a second.</summary>
    public static IReadOnlyList<BenchRow> Measure(BenchSession session, DetectJob job)
    {
        bool decodes = job.Detector == DetectJob.NoDetector;
        string name = decodes ? "decode" : $"detect {job.Detector}";
        PairedResults results = session.Run(name, job);
        Dictionary<string, double> details = new()
        {
            ["decoded_per_second"] = Spread.MedianOf(results.Ours.Select(result => result.Values["decoded_per_second"])),
            ["photos"] = results.Ours[0].Work,
            ["peak_mib"] = results.Ours.Max(result => result.PeakBytes) / (double)(1 << 20),
        };
        return [results.Row(name, "photos/s", 1, details)];
    }
}
