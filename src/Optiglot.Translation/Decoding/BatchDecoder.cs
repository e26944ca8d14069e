using Optiglot.Modeling;
using static TorchSharp.torch;

namespace Optiglot.Translation;

/// <summary>Ids in, ids out: encodes batches and searches. What training uses to score its development set, and <see cref="Translator"/> under its texts. The thread that owns the model owns this.</summary>
/// <param name="model">The model; not disposed.</param>
/// <param name="batcher">Makes the batches.</param>
/// <param name="pieces">The target's special pieces.</param>
public sealed class BatchDecoder(TranslationModel model, SourceBatcher batcher, TargetPieces pieces)
{
    /// <summary>Translates examples, sorted by length into batches.</summary>
    /// <param name="examples">The sources.</param>
    /// <param name="options">How to search.</param>
    /// <param name="limits">How much at once; null for the defaults.</param>
    /// <param name="progress">Told the number of sentences done after each batch.</param>
    /// <param name="cancellation">Ends it at the next step.</param>
    /// <returns>For each example, in the order given, its hypotheses, best first.</returns>
    public IReadOnlyList<IReadOnlyList<Hypothesis>> Translate(
        IReadOnlyList<SourceExample> examples, BeamOptions options, BatchLimits? limits = null, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        var results = new IReadOnlyList<Hypothesis>[examples.Count];
        int done = 0;
        foreach (int[] batch in (limits ?? new BatchLimits()).Cut(examples, batcher.Layout))
        {
            var found = TranslateBatch([.. batch.Select(index => examples[index])], options, cancellation);
            for (int i = 0; i < batch.Length; i++) results[batch[i]] = found[i];
            progress?.Report(done += batch.Length);
        }

        return results;
    }

    /// <summary>Searches on encoder states that are already there, such as those stage 1 keeps on disk.</summary>
    /// <param name="memory">The states; not disposed.</param>
    /// <param name="sourceLengths">Pieces of each sentence, without specials and tags, <c>[sentences]</c>.</param>
    /// <param name="options">How to search.</param>
    /// <param name="cancellation">Ends it at the next step.</param>
    public IReadOnlyList<IReadOnlyList<Hypothesis>> Decode(EncoderMemory memory, IReadOnlyList<int> sourceLengths, BeamOptions options, CancellationToken cancellation = default)
    {
        options.Validate();
        int positions = model.Options.Decoder.MaximumPositions;
        int[] limits = [.. sourceLengths.Select(length => Math.Min(options.LengthLimit(length), positions))];
        using var quiet = no_grad();
        using var session = model.StartDecoding(memory, options.Beam, limits.DefaultIfEmpty(1).Max());
        return new BeamSearch(options, pieces).Search(session, limits, model.Parameters.Device, cancellation);
    }

    private IReadOnlyList<IReadOnlyList<Hypothesis>> TranslateBatch(SourceExample[] examples, BeamOptions options, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var quiet = no_grad();
        using var batch = batcher.Build(examples, model.Parameters.Device);
        EncoderMemory memory;
        using (var scope = NewDisposeScope())
        {
            memory = model.Encode(batch);
            memory.States.MoveToOuterDisposeScope();
            memory.Mask.MoveToOuterDisposeScope();
        }

        using (memory)
        {
            var found = Decode(memory, [.. examples.Select(example => batcher.Layout.Fit(example).Text)], options, cancellation);
            return options.Attention ? [.. found.Select((hypotheses, i) => Trim(hypotheses, examples[i], memory.TextLength))] : found;
        }
    }

    // Columns of padding go: what remains is the example's own pieces, then its own regions.
    private IReadOnlyList<Hypothesis> Trim(IReadOnlyList<Hypothesis> hypotheses, SourceExample example, int regionStart)
    {
        int length = batcher.Layout.Fit(example).Length;
        int regions = batcher.Layout.RegionCount(example);
        return [.. hypotheses.Select(hypothesis => hypothesis with
        {
            Attention = hypothesis.Attention?.Select(row => (float[])[.. row.AsSpan(0, length), .. row.AsSpan(Math.Min(regionStart, row.Length), regions)]).ToArray(),
        })];
    }
}
