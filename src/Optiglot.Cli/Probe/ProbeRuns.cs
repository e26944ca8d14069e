using System.CommandLine;
using Optiglot.Metrics;
using Optiglot.Studies.Probes;
using Optiglot.Training;

namespace Optiglot.Cli;

/// <summary>Runs a probe on each of several models that differ in their seed.</summary>
/// <param name="options">The options.</param>
/// <param name="parse">Their values.</param>
/// <param name="context">Data and progress.</param>
internal sealed class ProbeRuns(ProbeOptions options, ParseResult parse, CommandContext context)
{
    /// <summary>Hides words of a kind.</summary>
    /// <param name="folders">The models.</param>
    /// <param name="kind"><c>color</c>, <c>noun</c> or <c>people</c>.</param>
    /// <param name="sets">The sets; null: the options' or the recipe's.</param>
    /// <returns>The sets' name, and each model's folder and result.</returns>
    /// <exception cref="ArgumentException">The models have different sets or targets.</exception>
    public (string Sets, IReadOnlyList<(string Model, MaskResult Result)> Models) Mask(IReadOnlyList<string> folders, string kind,
        IReadOnlyList<string>? sets = null)
    {
        List<(string, MaskResult)> found = [];
        (string Target, string Sets)? before = null;
        IHiddenWordScorer? scorer = null;
        foreach (string folder in folders)
        {
            Recipe recipe = options.Recipe(parse, folder);
            IReadOnlyList<string> names = sets ?? options.Sets(parse, recipe);
            using EvaluationSession session = options.Open(parse, folder, recipe, context);
            ProbeFiles files = new(recipe, session.Data);
            HiddenSet hidden = HiddenSet.Join([.. names.Select(set => files.Hide(set, kind))]);
            RequireSame(folder, ref before, (recipe.Target, hidden.Set.Name));
            scorer ??= context.Progress.Run("align words", "steps", _ => files.Scorer(kind, names));
            if (hidden.NotFound > 0)
                context.Note($"{hidden.Set.Name}: {hidden.NotFound} words were not found in the raw text; they stay to be read and are not scored");
            MaskProbe probe = new(scorer, options.Seed(parse), options.Derangements(parse));
            found.Add((folder, Run(folder, tell => probe.Run(session.Evaluator(options.Search(parse, recipe)), hidden, tell, context.Cancel))));
        }

        return (before!.Value.Sets, found);
    }

    /// <summary>Scores the lines that have a picture, by the picture that is seen.</summary>
    /// <param name="folders">The models.</param>
    /// <param name="blurred">Region store of the same pictures blurred; null: these are not tried.</param>
    /// <param name="sets">The sets; null: the options' or the recipe's.</param>
    /// <returns>The sets' name, and each model's folder and counts.</returns>
    /// <exception cref="ArgumentException">The models have different sets or targets.</exception>
    public (string Sets, IReadOnlyList<(string Model, PictureStatistics Statistics)> Models) Incongruent(IReadOnlyList<string> folders, string? blurred,
        IReadOnlyList<string>? sets = null)
    {
        List<(string, PictureStatistics)> found = [];
        (string Target, string Sets)? before = null;
        foreach (string folder in folders)
        {
            Recipe recipe = options.Recipe(parse, folder);
            using EvaluationSession session = options.Open(parse, folder, recipe, context);
            EvaluationSet set = EvaluationSet.Join([.. (sets ?? options.Sets(parse, recipe)).Select(name => EvaluationSet.Read(recipe, session.Data, name))]);
            RequireSame(folder, ref before, (recipe.Target, set.Name));
            using EvaluationSession? second = blurred is null ? null : options.Open(parse, folder, recipe, context, blurred);
            IncongruentProbe probe = new(Metrics(recipe), options.Seed(parse), options.Derangements(parse));
            found.Add((folder, Run(folder, tell => probe.Run(
                session.Evaluator(options.Search(parse, recipe)), set, session.Tags, second?.Evaluator(options.Search(parse, recipe)), tell, context.Cancel))));
        }

        return (before!.Value.Sets, found);
    }

    private T Run<T>(string folder, Func<Action<long, long>, T> probe) => context.Progress.Run($"probe {folder}", "orders of pictures", probe);

    private Metric[] Metrics(Recipe recipe) =>
        Meteor.ExactAndStem(recipe.Target, context.Data.MeteorFolder) is { } meteor ? [new Bleu(BleuOptions.MultiBleu), meteor]
            : [new Bleu(BleuOptions.MultiBleu)];

    private static void RequireSame(string folder, ref (string Target, string Sets)? before, (string Target, string Sets) now)
    {
        if (before is { } first && first != now)
            throw new ArgumentException(
                $"{folder}: translates {now.Sets} into {now.Target}, the first model {first.Sets} into {first.Target}; models probed together need the "
                    + $"same sets and target");
        before = now;
    }
}
