using Optiglot.Modeling;
using static TorchSharp.torch;

namespace Optiglot.Translation;

/// <summary>
/// Ids in, ids out, on libtorch. What training uses to score its development set, and <see cref="Translator"/> under its texts. One worker: callers take turns.
/// </summary>
/// <param name="model">The model; not disposed.</param>
/// <param name="batcher">Makes the batches.</param>
/// <param name="pieces">The target's special pieces.</param>
public sealed class BatchDecoder(TranslationModel model, SourceBatcher batcher, TargetPieces pieces) : ExampleDecoder(batcher.Layout)
{
    /// <summary>Searches on encoder states that are already there, such as those stage 1 keeps on disk.</summary>
    /// <param name="memory">The states; not disposed.</param>
    /// <param name="sourceLengths">Pieces of each sentence, without specials and tags, <c>[sentences]</c>.</param>
    /// <param name="options">How to search.</param>
    /// <param name="constraints">What each translation must have in it, <c>[sentences]</c>; null: nothing.</param>
    /// <param name="cancellation">Ends it at the next step.</param>
    public IReadOnlyList<IReadOnlyList<Hypothesis>> Decode(
        EncoderMemory memory, IReadOnlyList<int> sourceLengths, BeamOptions options, IReadOnlyList<TargetConstraints?>? constraints = null,
            CancellationToken cancellation = default)
    {
        options.Validate();
        int[] limits = options.LengthLimits(sourceLengths, model.Options.Decoder.MaximumPositions);
        using var quiet = no_grad();
        using var session = new TorchSearchSession(model.StartDecoding(memory, options.Beam, limits.DefaultIfEmpty(1).Max()), model.Parameters.Device);
        return new BeamSearch(options, pieces).Search(session, limits, constraints, cancellation);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<IReadOnlyList<Hypothesis>> TranslateBatch(int worker, SourceExample[] examples, BeamOptions options,
        CancellationToken cancellation)
    {
        using var quiet = no_grad();
        using var memory = Encode(examples);
        return Decode(memory, [.. examples.Select(example => Layout.Fit(example).Text)], options, [.. examples.Select(example => example.Constraints)],
            cancellation);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<double[]> ScoreBatch(int worker, SourceExample[] examples, int[][] targets, CancellationToken cancellation)
    {
        using var quiet = no_grad();
        using var memory = Encode(examples);
        using var session = new TorchSearchSession(model.StartDecoding(memory, 1, StepsOf(targets, model.Options.Decoder.MaximumPositions)),
            model.Parameters.Device);
        return new ForcedDecoding(pieces).Score(session, targets, cancellation);
    }

    private EncoderMemory Encode(SourceExample[] examples)
    {
        using var batch = batcher.Build(examples, model.Parameters.Device);
        using var scope = NewDisposeScope();
        return model.Encode(batch).MoveToOuterDisposeScope();
    }
}
