using Optiglot.Training;

namespace Optiglot.Bench;

/// <summary>Beam search, at one or more batch sizes.</summary>
public static class TranslateBenchmark
{
    // Two candidates whose scores differ by less than rounding may change places: rare in fp32, common in bf16 and int8.
    private const double LeastAlike = 0.95;

    /// <summary>
    /// A row an engine, number format and batch size. ONNX Runtime's have one format each; where there is a peer it computes in fp32 beside them.
    /// </summary>
    /// <param name="session">The session.</param>
    /// <param name="size">Name of the model, for the row.</param>
    /// <param name="job">The work.</param>
    /// <param name="engines">Engines.</param>
    /// <param name="precisions">libtorch's number formats.</param>
    /// <param name="batches">Batch sizes.</param>
    /// <param name="singles">Sentences at batch size 1, where each costs much more time.</param>
    /// <exception cref="InvalidDataException">In fp32, our translations and the peer's differ.</exception>
    public static IReadOnlyList<BenchRow> Measure(BenchSession session, string size, TranslateJob job, IReadOnlyList<TranslateEngine> engines,
        IReadOnlyList<Precision> precisions, IReadOnlyList<int> batches, int singles) =>
    [
        .. from engine in engines
           from precision in engine == TranslateEngine.Torch ? precisions : [Precision.Fp32]
           from batch in batches
           let work = job with
           {
               Engine = engine, Precision = precision, Batch = batch, Sentences = batch == 1 ? Math.Min(singles, job.Sentences) : job.Sentences
           }
           select Row(session, $"{size} {Label(work)}{Workers(work)} batch {batch}", work),
    ];

    private static string Label(TranslateJob job) => job.Engine switch
    {
        TranslateEngine.Torch => BenchSession.Label(job.Precision),
        TranslateEngine.Onnx => "onnx",
        TranslateEngine.OnnxInt8 => "onnx int8",
        _ => throw new ArgumentException($"engine {job.Engine} has no name"),
    };

    private static string Workers(TranslateJob job) => job is { Engine: not TranslateEngine.Torch, Workers: > 1 } ? $" {job.Workers} workers" : "";

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
            if (job is { Precision: Precision.Fp32, Engine: not TranslateEngine.OnnxInt8 } && alike < LeastAlike)
                throw new InvalidDataException(
                    FormattableString.Invariant(
                        $"{name}: only {alike:P0} of the lines are the same on both sides: they do not do the same work; one of them has a fault"));
        }

        return results.Row(name, "sentences/s", 1, details);
    }
}
