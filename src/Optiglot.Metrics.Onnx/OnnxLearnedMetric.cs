using System.Globalization;
using System.Runtime.ExceptionServices;

namespace Optiglot.Metrics.Onnx;

/// <summary>
/// A learned metric such as COMET (Rei et al., 2020) whose model is an ONNX file. Segments are put into batches of like length, which run
/// on all cores; the score of a segment does not depend on the others, as far as the model heeds its mask. Thread-safe.
/// </summary>
public sealed class OnnxLearnedMetric : ILearnedMetric
{
    private static readonly LearnedPart[] AllParts = Enum.GetValues<LearnedPart>();

    private readonly LearnedManifest manifest;
    private readonly PieceEncoder pieces;
    private readonly SequenceBuilder[] builders;
    private readonly OnnxScorer scorer;

    private OnnxLearnedMetric(LearnedManifest manifest)
    {
        this.manifest = manifest;
        pieces = PieceEncoder.Load(manifest);
        builders = [.. manifest.Sequences.Select(sequence => new SequenceBuilder(sequence, pieces, manifest.MaximumLength))];
        scorer = new OnnxScorer(manifest, pieces.Padding);
        string scale = string.Create(CultureInfo.InvariantCulture, $"|scale:{manifest.Scale}|shift:{manifest.Shift}");
        Signature = $"model:{manifest.Name}|sha256:{Short(manifest.Model)}|tok:{manifest.Tokenizer.Kind}|tok-sha256:{Short(manifest.Tokenizer)}"
            + $"|maxlen:{manifest.MaximumLength}{(manifest.Scale == 1 && manifest.Shift == 0 ? "" : scale)}|version:onnx";
    }

    /// <inheritdoc/>
    public string Name => manifest.Name;

    /// <inheritdoc/>
    public string Signature { get; }

    /// <inheritdoc/>
    public bool HigherIsBetter => manifest.HigherIsBetter;

    /// <inheritdoc/>
    public bool NeedsSource => manifest.Needs(LearnedPart.Source);

    /// <inheritdoc/>
    public bool NeedsReference => manifest.Needs(LearnedPart.Reference);

    /// <summary>Opens the metric that a manifest describes.</summary>
    /// <exception cref="FileNotFoundException">The manifest or a file it names does not exist.</exception>
    /// <exception cref="InvalidDataException">The manifest is wrong, a file is not the one it describes, or the model has other inputs and outputs.</exception>
    public static OnnxLearnedMetric Open(string manifestFile) => new(LearnedManifest.Load(manifestFile));

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A list that is needed is absent or of another length.</exception>
    /// <exception cref="InvalidDataException">The model does not take its inputs, or gives something else than one number a segment.</exception>
    public IReadOnlyList<double> ScoreSegments(IReadOnlyList<string>? sources, IReadOnlyList<string> hypotheses, IReadOnlyList<string>? references,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(hypotheses);
        IReadOnlyList<string>?[] texts = [sources, hypotheses, references];
        foreach (var part in AllParts.Where(manifest.Needs))
            if (texts[(int)part]?.Count != hypotheses.Count)
                throw new ArgumentException($"{Name} needs a {part.ToString().ToLowerInvariant()} for each of {hypotheses.Count} hypotheses");
        var encoded = new EncodedSequence[hypotheses.Count][];
        var scores = new double[hypotheses.Count];
        var options = new ParallelOptions { CancellationToken = cancellation };
        try
        {
            Parallel.For(0, encoded.Length, options, i => encoded[i] = Encode(texts, i));
            Parallel.ForEach(Batches(encoded), options, batch =>
            {
                double[] values = scorer.Score(Array.ConvertAll(batch, i => encoded[i]));
                for (int k = 0; k < batch.Length; k++) scores[batch[k]] = values[k];
            });
        }
        catch (AggregateException error)
        {
            ExceptionDispatchInfo.Throw(error.InnerExceptions[0]);
        }
        return scores;
    }

    /// <inheritdoc/>
    public void Dispose() => scorer.Dispose();

    private EncodedSequence[] Encode(IReadOnlyList<string>?[] texts, int segment)
    {
        int[][] ids = Array.ConvertAll(AllParts, part => manifest.Needs(part) ? pieces.Encode(texts[(int)part]![segment]) : []);
        return Array.ConvertAll(builders, builder => builder.Build(ids));
    }

    // Longest first, so that what needs most memory fails at once and the last batches are quick.
    private List<int[]> Batches(EncodedSequence[][] encoded)
    {
        int[] lengths = Array.ConvertAll(encoded, segment => segment.Max(sequence => sequence.Ids.Length));
        int[] order = [.. Enumerable.Range(0, encoded.Length).OrderByDescending(i => lengths[i]).ThenBy(i => i)];
        List<int[]> batches = [];
        for (int start = 0; start < order.Length;)
        {
            int size = Math.Clamp(manifest.BatchIds / Math.Max(1, lengths[order[start]] * builders.Length), 1, order.Length - start);
            batches.Add(order[start..(start + size)]);
            start += size;
        }
        return batches;
    }

    private static string Short(LearnedFile file) => file.Sha256.ToLowerInvariant()[..Math.Min(12, file.Sha256.Length)];
}
