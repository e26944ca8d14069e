using System.CommandLine;
using Optiglot.Metrics;
using Optiglot.Studies.Probes;
using Optiglot.Training;

namespace Optiglot.Cli;

/// <summary>Hides words that the picture may show.</summary>
internal sealed class ProbeMaskCommand : CliCommand
{
    private readonly Option<string> words = new("--words") { Description = "What is hidden: color, noun or people (positions: probes/SET.KIND.txt in the data folder)", HelpName = "KIND", Required = true };
    private readonly ProbeOptions options = new();

    /// <summary>Builds the command.</summary>
    public ProbeMaskCommand() : base(
        "mask", "Hides words of the source that the picture may show, and counts how often they are translated right: with the right picture, wrong ones, none",
        "probe mask --model runs/flickr8k-en-de --words color --set test_2016_flickr --set val", "probe mask --model runs/seed1 --model runs/seed2 --words noun --set photo_test --json")
    {
        words.AcceptOnlyFromAmong("color", "noun", "people");
        Add(words);
        options.AddTo(this);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult parse, CommandContext context)
    {
        string kind = parse.GetRequiredValue(words);
        IReadOnlyList<string> folders = options.Models(parse);
        List<(string, MaskResult)> found = [];
        (string Target, string Sets, IHiddenWordScorer Scorer)? before = null;
        foreach (string folder in folders)
        {
            Recipe recipe = options.Recipe(parse, folder);
            IReadOnlyList<string> sets = options.Sets(parse, recipe);
            using EvaluationSession session = options.Open(parse, folder, recipe, context);
            ProbeFiles files = new(recipe, session.Data);
            HiddenSet hidden = HiddenSet.Join([.. sets.Select(set => files.Hide(set, kind))]);
            if (before is { } first && (first.Target, first.Sets) != (recipe.Target, hidden.Set.Name))
                throw new ArgumentException($"{folder}: translates {hidden.Set.Name} into {recipe.Target}, the first model {first.Sets} into {first.Target}; models probed together need the same sets and target");
            IHiddenWordScorer scorer = before?.Scorer ?? (kind == "color" ? new ColourScorer(recipe.Target) : Aligned(files, sets, recipe, context));
            before = (recipe.Target, hidden.Set.Name, scorer);
            if (hidden.NotFound > 0) context.Note($"{hidden.Set.Name}: {hidden.NotFound} words were not found in the raw text; they stay to be read and are not scored");
            MaskProbe probe = new(scorer, options.Seed(parse), options.Derangements(parse));
            found.Add((folder, context.Progress.Run($"probe {folder}", "orders of pictures", tell => probe.Run(session.Evaluator(options.Search(parse, recipe)), hidden, tell, context.Cancel))));
        }

        MaskReport.Write(context, kind, before!.Value.Sets, found);
        return ExitCode.Success;
    }

    private static AlignedWordScorer Aligned(ProbeFiles files, IReadOnlyList<string> sets, Recipe recipe, CommandContext context) =>
        new(context.Progress.Run("align words", "steps", _ => WordAligner.Train(files.Pairs(sets))), new WordStemmer(recipe.Target));
}
