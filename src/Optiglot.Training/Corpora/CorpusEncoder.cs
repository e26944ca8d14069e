using Optiglot.Text;

namespace Optiglot.Training;

/// <summary>Turns examples into ids, on all cores, in their order.</summary>
/// <param name="prepareSource">What is done to a source sentence before the tokeniser; null where the corpus is prepared already.</param>
/// <param name="source">The source tokeniser.</param>
/// <param name="prepareTarget">What is done to a target sentence; null where the corpus is prepared already.</param>
/// <param name="target">The target tokeniser; null for captions.</param>
public sealed class CorpusEncoder(TextPreparer? prepareSource, ISubwordTokenizer source, TextPreparer? prepareTarget, ISubwordTokenizer? target)
{
    /// <summary>Encodes examples on all cores, in their order.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public EncodedExample[] Encode(IReadOnlyList<Example> examples, CancellationToken cancellation = default) => InOrder.Map(examples, Encode, cancellation);

    /// <summary>Encodes one example to source and target pieces.</summary>
    public EncodedExample Encode(Example example) => new(
        source.Encode(Prepare(prepareSource, example.Source)),
        target is null || example.Target is null ? [] : target.Encode(Prepare(prepareTarget, example.Target)),
        example.Picture);

    /// <summary>
    /// Only what can be trained on: both sides have at least one piece and at most so many. Captions (no target at all) pass on their source.
    /// </summary>
    public static EncodedExample[] Trainable(IReadOnlyList<EncodedExample> examples, int maxSource, int maxTarget, bool needsTarget = true) =>
        [.. examples.Where(example => IsTrainable(example, maxSource, maxTarget, needsTarget))];

    /// <summary>As <see cref="Trainable"/>, of one example.</summary>
    internal static bool IsTrainable(EncodedExample example, int maxSource, int maxTarget, bool needsTarget = true) =>
        example.Source.Length > 0 && example.Source.Length <= maxSource && example.Target.Length <= maxTarget && (example.Target.Length > 0 || !needsTarget);

    private static string Prepare(TextPreparer? preparer, string text) => preparer is null ? text : preparer.Prepare(text);
}
