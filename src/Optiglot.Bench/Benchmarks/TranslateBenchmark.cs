using Optiglot.Training;

namespace Optiglot.Bench;

/// <summary>Beam search, at one or more batch sizes.</summary>
public static class TranslateBenchmark
{
    // Two candidates whose scores differ by less than rounding may change places: rare in fp32, common in bf16.
    private const double LeastAlike = 0.95;

    /// <summary>A row a number format and batch size.</summary>
    /// <param name="session">The session.</param>
    /// <param name="size">Name of the model, for the row.</param>
    /// <param name="job">The work.</param>
    /// <param name="precisions">Number formats.</param>
    /// <param name="batches">Batch sizes.</param>
    /// <param name="singles">Sentences at batch size 1, where each costs much more time.</param>
    /// <exception cref="InvalidDataException">In fp32, our translations and the peer's differ.</exception>
    public static IReadOnlyList<BenchRow> Measure(BenchSession session, string size, TranslateJob job, IReadOnlyList<Precision> precisions, IReadOnlyList<int> batches, int singles) =>
    [
        .. from precision in precisions
           from batch in batches
           select Row(session, $"{size} {BenchSession.Label(precision)} batch {batch}", job with { Precision = precision, Batch = batch, Sentences = batch == 1 ? Math.Min(singles, job.Sentences) : job.Sentences }),
    ];

    private static BenchRow Row(BenchSession session, string name, TranslateJob job)
    {
        PairedResults results = session.Run(name, job);
        JobResult first = results.Ours[0];
        Dictionary<string, double> details = new()
        {
            ["target_pieces_per_second"] = first.Values["pieces"] / first.Work * Spread.MedianOf(results.Ours.Select(result => result.Rate)),
            ["sentences"] = first.Work,
            ["beam"] = job.Search.Beam,
            ["pieces_a_sentence"] = first.Values["pieces"] / first.Work,
            ["peak_mib"] = results.Ours.Max(result => result.PeakBytes) / (double)(1 << 20),
        };
        if (results.Peer.Count > 0)
        {
            double alike = details["lines_alike"] = Agreement.Share(results);
            if (job.Precision == Precision.Fp32 && alike < LeastAlike)
                throw new InvalidDataException(FormattableString.Invariant($"{name}: only {alike:P0} of the lines are the same on both sides: they do not do the same work; one of them has a fault"));
        }

        return results.Row(name, "sentences/s", 1, details);
    }
}
