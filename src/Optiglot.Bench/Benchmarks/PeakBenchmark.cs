using Optiglot.Training;

namespace Optiglot.Bench;

/// <summary>Fastest matrix products, in either number format.</summary>
public static class PeakBenchmark
{
    /// <summary>A row a number format; the details are the shapes.</summary>
    public static IReadOnlyList<BenchRow> Measure(BenchSession session, IReadOnlyList<Precision> precisions, PeakJob job) =>
        [.. precisions.Select(precision =>
        {
            string name = $"product {BenchSession.Label(precision)}";
            PairedResults results = session.Run(name, job with { Precision = precision });
            return results.Row(name, "GFLOP/s", 1, Shapes(results));
        })];

    private static Dictionary<string, double> Shapes(PairedResults results) =>
        results.Ours[0].Values.Keys.ToDictionary(shape => shape, shape => Spread.MedianOf(results.Ours.Select(result => result.Values[shape])));
}
