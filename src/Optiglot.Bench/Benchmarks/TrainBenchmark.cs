using Optiglot.Training;

namespace Optiglot.Bench;

/// <summary>Training steps of a translation model.</summary>
public static class TrainBenchmark
{
    // fp32 differs by the order of additions; bf16 has eight bits, and a step's rounding differs from side to side.
    private const double ToleranceFp32 = 1e-3, ToleranceBf16 = 2e-2;

    /// <summary>A row a number format.</summary>
    /// <param name="session">The session.</param>
    /// <param name="size">Name of the model, for the row.</param>
    /// <param name="job">The work.</param>
    /// <param name="precisions">Number formats.</param>
    /// <exception cref="InvalidDataException">Our loss and the peer's differ.</exception>
    public static IReadOnlyList<BenchRow> Measure(BenchSession session, string size, TrainJob job, IReadOnlyList<Precision> precisions) =>
        [.. precisions.Select(precision => Row(session, $"{size} {BenchSession.Label(precision)}", job with { Precision = precision }))];

    private static BenchRow Row(BenchSession session, string name, TrainJob job)
    {
        PairedResults results = session.Run(name, job);
        double tolerance = job.Precision == Precision.Bf16 ? ToleranceBf16 : ToleranceFp32;
        Agreement.Require(name, results, "loss_before", tolerance);
        // With dropout each side draws its own masks.
        if (job.Model.Encoder.Dropout == 0 && job.Model.Decoder.Dropout == 0) Agreement.Require(name, results, "loss_after", tolerance);
        JobResult first = results.Ours[0];
        double gflops = first.Values["flops"] / first.Work * Spread.MedianOf(results.Ours.Select(result => result.Rate)) / 1e9;
        Dictionary<string, double> details = new()
        {
            ["gflops"] = gflops,
            ["share_of_peak"] = gflops / session.Peak(job.Precision),
            ["peak_gflops"] = session.Peak(job.Precision),
            ["gflop_a_step"] = first.Values["flops"] / job.Batches / 1e9,
            ["dropout"] = job.Model.Decoder.Dropout,
            ["padding"] = first.Values["padding"],
            ["loss_before"] = first.Values["loss_before"],
            ["loss_after"] = first.Values["loss_after"],
            ["peak_mib"] = results.Ours.Max(result => result.PeakBytes) / (double)(1 << 20),
        };
        if (results.Peer.Count > 0) details["peer_peak_mib"] = results.Peer.Max(result => result.PeakBytes) / (double)(1 << 20);
        return results.Row(name, "target tokens/s", 1, details);
    }
}
