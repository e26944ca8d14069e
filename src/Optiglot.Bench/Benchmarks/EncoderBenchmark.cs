using Optiglot.Training;

namespace Optiglot.Bench;

/// <summary>Forward and backward pass of an encoder.</summary>
public static class EncoderBenchmark
{
    private const double ToleranceFp32 = 1e-2, ToleranceBf16 = 0.2;

    /// <summary>A row a number format.</summary>
    /// <exception cref="InvalidDataException">Our states and the peer's differ.</exception>
    public static IReadOnlyList<BenchRow> Measure(BenchSession session, string size, EncoderJob job, IReadOnlyList<Precision> precisions) =>
        [.. precisions.Select(precision =>
            Row(session, $"{size} {BenchSession.Label(precision)} {job.Sentences}x{job.Length}", job with { Precision = precision }))];

    private static BenchRow Row(BenchSession session, string name, EncoderJob job)
    {
        PairedResults results = session.Run(name, job);
        // A sum of signed terms: it is small beside them, so the tolerance is wide; a wrong layer is further off.
        Agreement.Require(name, results, "product", job.Precision == Precision.Bf16 ? ToleranceBf16 : ToleranceFp32);
        double gflop = results.Ours[0].Values["flops"] / 1e9, gflops = gflop * Spread.MedianOf(results.Ours.Select(result => result.Rate));
        Dictionary<string, double> details = new()
        {
            ["seconds_a_step"] = gflop / gflops,
            ["share_of_peak"] = gflops / session.Peak(job.Precision),
            ["peak_gflops"] = session.Peak(job.Precision),
            ["gflop_a_step"] = gflop,
            ["dropout"] = job.Encoder.Dropout,
            ["peak_mib"] = results.Ours.Max(result => result.PeakBytes) / (double)(1 << 20),
        };
        return results.Row(name, "GFLOP/s", gflop, details);
    }
}
