using Optiglot.Training;

namespace Optiglot.Studies.Probes;

/// <summary>
/// Hides words that a picture may show, and sees whether a model writes them: with the right picture, with others, and without (Caglayan et al., "Probing the
/// need for visual context in multimodal machine translation", 2019).
/// </summary>
/// <param name="scorer">Tells which hidden words are right.</param>
/// <param name="seed">Seed of the derangements.</param>
/// <param name="derangements">Number of derangements.</param>
public sealed class MaskProbe(IHiddenWordScorer scorer, ulong seed, int derangements = MaskProbe.UsualDerangements)
{
    /// <summary>Derangements unless told otherwise.</summary>
    public const int UsualDerangements = 5;

    /// <summary>Probes a model.</summary>
    /// <param name="evaluator">Translates; only lines whose picture the model can see count.</param>
    /// <param name="hidden">The lines.</param>
    /// <param name="progress">Told translations done and to do, in sets.</param>
    /// <param name="cancellation">Ends it within one step of the search.</param>
    /// <exception cref="InvalidDataException">Fewer than two lines have a picture that can be seen.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public MaskResult Run(SetEvaluator evaluator, HiddenSet hidden, Action<long, long>? progress = null, CancellationToken cancellation = default)
    {
        HiddenSet seen = hidden.Take(evaluator.Pictured(hidden.Set));
        if (seen.Words.Count < 2)
            throw new InvalidDataException(
            $"{hidden.Set.Name}: {seen.Words.Count} of its lines have both a hidden word and a picture that the model can see; a probe needs two at least");
        PictureOrder[] orders = [PictureOrder.Right, .. Enumerable.Range(1, derangements).Select(number => PictureOrder.Wrong(seed, number)),
            PictureOrder.None];
        bool?[][][] marks = new bool?[orders.Length][][];
        for (int order = 0; order < orders.Length; order++)
        {
            progress?.Invoke(order, orders.Length);
            var results = evaluator.Translate(seen.Set, orders[order], cancellation);
            marks[order] = [.. results.Select((result, line) => Mark(seen, line, result.Tokenized))];
        }

        progress?.Invoke(orders.Length, orders.Length);
        // Whether a word can be told depends on source and reference alone, so it is the same in all orders.
        MaskCondition[] conditions =
            [.. marks.Select((lines, order) => new MaskCondition(orders[order].Name, [.. lines.SelectMany(line => line).OfType<bool>()]))];
        return new MaskResult
        {
            LineOf = [.. marks[0].SelectMany((line, number) => line.OfType<bool>().Select(_ => number))],
            Right = conditions[0],
            Wrong = conditions[1..^1],
            None = conditions[^1],
            LeftOut = marks[0].Sum(line => line.Count(mark => mark is null)),
            Signature = scorer.Signature,
        };
    }

    private bool?[] Mark(HiddenSet seen, int line, string hypothesis) =>
        scorer.Score(seen.Words[line], seen.Positions[line], seen.Set.Tokenized[line].Split(' '),
            hypothesis.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
