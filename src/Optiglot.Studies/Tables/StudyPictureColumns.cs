using Optiglot.Training;

namespace Optiglot.Studies.Tables;

/// <summary>Gathers over seeds what results say of right pictures, wrong ones and none.</summary>
internal static class StudyPictureColumns
{
    /// <summary>BLEU of the lines with pictures, by set.</summary>
    public static IReadOnlyList<StudyPictures> Incongruent(IReadOnlyList<ExperimentResult> seeds)
    {
        IEnumerable<PictureEffect> Of(ExperimentResult result, string set, PictureChoice against) =>
            (result.PictureEffects ?? []).Where(effect => effect.Set == set && effect.Against == against);
        string[] sets = [.. (seeds[0].PictureEffects ?? []).Select(effect => effect.Set).Distinct()];
        return [.. sets.Where(set => seeds.All(result => Of(result, set, PictureChoice.Wrong).Any())).Select(set =>
        {
            PictureEffect[] wrong = [.. seeds.Select(result => Of(result, set, PictureChoice.Wrong).First())];
            PictureEffect[] none = [.. seeds.SelectMany(result => Of(result, set, PictureChoice.None).Take(1))];
            return new StudyPictures(set, wrong[0].Lines, [.. wrong.Select(effect => effect.Right)], [.. wrong.Select(effect => effect.Other)],
                none.Length == seeds.Count ? [.. none.Select(effect => effect.Other)] : [], [.. wrong.Select(effect => effect.PValue)]);
        })];
    }

    /// <summary>Accuracies of hidden words, by kind, in percent.</summary>
    public static IReadOnlyList<StudyPictures> Hidden(IReadOnlyList<ExperimentResult> seeds)
    {
        string[] kinds = [.. (seeds[0].HiddenWords ?? []).Select(score => score.Words).Distinct()];
        return [.. kinds.Select(kind => seeds.SelectMany(result => (result.HiddenWords ?? []).Where(score => score.Words == kind).Take(1)).ToArray())
            .Where(scores => scores.Length == seeds.Count)
            .Select(scores => new StudyPictures(scores[0].Words, scores[0].Lines, [.. scores.Select(score => Percent(score.Right))],
                [.. scores.Select(score => Percent(score.Wrong))], [.. scores.Select(score => Percent(score.None))],
                [.. scores.Select(score => score.PValue)]))];
    }

    private static double Percent(double part) => Math.Round(100 * part, 2);
}
