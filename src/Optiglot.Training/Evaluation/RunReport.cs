using System.Globalization;

namespace Optiglot.Training;

/// <summary>Turns a run and its scores into a result file.</summary>
public static class RunReport
{
    /// <summary>Writes <c>folder/recipe.json</c> and the hypotheses beside it.</summary>
    /// <param name="folder">The results folder.</param>
    /// <param name="recipe">The recipe.</param>
    /// <param name="found">What was found.</param>
    /// <param name="minutes">Minutes of the run.</param>
    /// <param name="command">The command line.</param>
    /// <param name="commit">The commit it ran at.</param>
    /// <param name="training">How the stages went; empty where that is not known.</param>
    /// <param name="parameters">Numbers in the network; null where that is not known.</param>
    /// <returns>The path of the result file.</returns>
    public static string Write(string folder, Recipe recipe, EvaluationResult found, double minutes, string command, string commit,
        IReadOnlyList<StageSummary>? training = null, long? parameters = null)
    {
        Dictionary<string, ExperimentScore> rows = [];
        Dictionary<string, IReadOnlyList<string>> hypotheses = [];
        foreach (SetScore score in found.Scores)
        {
            double? meteor = score.Meteor is { Value: var value } ? Math.Round(value, 4) : null;
            rows[score.Key] = new ExperimentScore(Math.Round(score.Tokenized.Value, 4), score.Tokenized.Signature, score.Hypotheses.Count, meteor,
                score.Meteor?.Signature);
            rows[$"{score.Key}.detokenized"] = new ExperimentScore(Math.Round(score.Natural.Value, 4), score.Natural.Signature, score.Hypotheses.Count);
            hypotheses[score.Key] = score.Hypotheses;
        }

        var result = new ExperimentResult
        {
            Recipe = recipe.Name,
            Target = recipe.Target,
            Command = command,
            Commit = commit,
            RecipeHash = RecipeFile.Hash(recipe),
            Parameters = parameters,
            Seed = recipe.Seed,
            Machine = MachineDescription.Describe(),
            Date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Minutes = Math.Round(minutes, 1),
            Scores = rows,
            Training = training is { Count: > 0 } ? training : null,
            PictureEffects = found.Effects.Count == 0 ? null : [.. found.Effects.Select(Rounded)],
            HiddenWords = found.Hidden.Count == 0 ? null : [.. found.Hidden.Select(Rounded)],
        };
        return ResultFile.Write(folder, result, hypotheses);
    }

    private static PictureEffect Rounded(PictureEffect effect) =>
        effect with { Right = Math.Round(effect.Right, 4), Other = Math.Round(effect.Other, 4), PValue = Math.Round(effect.PValue, 4) };

    private static HiddenWordScore Rounded(HiddenWordScore score) => score with
    {
        Right = Math.Round(score.Right, 4), Wrong = Math.Round(score.Wrong, 4), None = Math.Round(score.None, 4),
    };
}
