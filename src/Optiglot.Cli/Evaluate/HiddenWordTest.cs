using Optiglot.Studies.Probes;
using Optiglot.Training;

namespace Optiglot.Cli;

/// <summary>The hidden words that a recipe asks its model for (<c>evaluate.hide</c>).</summary>
internal static class HiddenWordTest
{
    // The same wrong pictures for all models, so that they can be compared.
    private const ulong Seed = 1;

    /// <summary>Hides words of each kind and counts those translated right.</summary>
    public static IReadOnlyList<HiddenWordScore> Run(Recipe recipe, HiddenTestSection section, RecipeData data, SetEvaluator evaluator, CommandContext context)
    {
        ProbeFiles files = new(recipe, data);
        return [.. section.Words.Select(kind => context.Progress.Run($"hidden words: {kind}", "orders of pictures", tell =>
        {
            HiddenSet hidden = HiddenSet.Join([.. section.Sets.Select(set => files.Hide(set, kind))]);
            MaskProbe probe = new(files.Scorer(kind, section.Sets), Seed, MaskProbe.UsualDerangements);
            MaskResult found = probe.Run(evaluator, hidden, tell, context.Cancel);
            return new HiddenWordScore(
                kind, hidden.Set.Name, found.Lines, found.Words, found.Right.Accuracy, found.WrongAccuracy, found.None.Accuracy, found.PValue, found.LinePValue,
                found.Signature);
        }))];
    }
}
