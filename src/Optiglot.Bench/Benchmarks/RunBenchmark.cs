namespace Optiglot.Bench;

/// <summary>Whole training runs: epochs of both kinds, memory, and growth with the corpus.</summary>
public static class RunBenchmark
{
    private const double Mebibyte = 1 << 20;

    /// <summary>An epoch from end to end, an epoch of stage 1, and the second as a part of the first.</summary>
    public static IReadOnlyList<BenchRow> Epochs(BenchSession session, string size, RunJob job)
    {
        PairedResults whole = session.Run($"{size} end to end", job with { Frozen = false }),
            frozen = session.Run($"{size} stage 1", job with { Frozen = true });
        return
        [
            Seconds($"{size} epoch end to end", whole), Seconds($"{size} epoch stage 1", frozen),
            new BenchRow
            {
                Name = $"{size} stage 1 / end to end", Unit = "part of an epoch's time",
                Ours = Spread.Of([.. frozen.Ours.Zip(whole.Ours, (one, both) => one.Values["epoch_seconds"] / both.Values["epoch_seconds"])]),
            },
        ];
    }

    /// <summary>The most memory a training run holds, beside its weights: a row.</summary>
    public static IReadOnlyList<BenchRow> Memory(BenchSession session, string size, RunJob job)
    {
        string name = $"{size} {BenchSession.Label(job.Precision)}, {job.Lines:N0} lines";
        PairedResults results = session.Run(name, job);
        JobResult first = results.Ours[0];
        Dictionary<string, double> details = Describe(results);
        details["peak_mib"] = results.Ours.Max(result => result.PeakBytes) / Mebibyte;
        details["weights_mib"] = first.Values["weight_bytes"] / Mebibyte;
        details["optimiser_mib"] = first.Values["optimiser_bytes"] / Mebibyte;
        return [new BenchRow
        {
            Name = name, Unit = "MiB beside weights",
            Ours = Spread.Of([.. results.Ours.Select(result => (result.PeakBytes - result.Values["weight_bytes"]) / Mebibyte)]), Details = details
        }];
    }

    /// <summary>Cost of a target token at several corpus sizes: a row a size.</summary>
    public static IReadOnlyList<BenchRow> Growth(BenchSession session, string size, RunJob job, IReadOnlyList<int> lines) => [.. lines.Select(count =>
    {
        PairedResults results = session.Run($"{size} {count:N0} lines", job with { Lines = count });
        Dictionary<string, double> details = Describe(results);
        details["prepare_microseconds_a_line"] = details["prepare_seconds"] / count * 1e6;
        details["peak_mib"] = results.Ours.Max(result => result.PeakBytes) / Mebibyte;
        return new BenchRow
        {
            Name = $"{size} {count:N0} lines", Unit = "microseconds a target token", Ours = Spread.Of([.. results.Ours.Select(result => 1e6 / result.Rate)]),
            Details = details
        };
    })];

    private static BenchRow Seconds(string name, PairedResults results) => new()
    {
        Name = name, Unit = "s", Ours = Spread.Of([.. results.Ours.Select(result => result.Values["epoch_seconds"])]), Details = Describe(results),
    };

    private static Dictionary<string, double> Describe(PairedResults results) => new()
    {
        ["target_tokens_per_second"] = Spread.MedianOf(results.Ours.Select(result => result.Rate)),
        ["prepare_seconds"] = Spread.MedianOf(results.Ours.Select(result => result.Values["prepare_seconds"])),
        ["steps"] = results.Ours[0].Values["steps"],
    };
}
