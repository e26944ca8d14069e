using System.CommandLine;
using Optiglot.Metrics;
using Optiglot.Studies.Probes;
using Optiglot.Training;

namespace Optiglot.Cli;

/// <summary>Translates with pictures of other lines.</summary>
internal sealed class ProbeIncongruentCommand : CliCommand
{
    private readonly Option<string?> blurred = new("--blurred")
    {
        Description = "Region store of the same pictures blurred, by the same detector, to translate with too", HelpName = "FILE|DIR",
    };

    private readonly ProbeOptions options = new();

    /// <summary>Builds the command.</summary>
    public ProbeIncongruentCommand() : base(
        "incongruent", "Scores the lines that have a picture: with the right one, wrong ones, one with the same tags, a blurred one, none",
        "probe incongruent --model runs/flickr8k-en-de --set test_2016_flickr --set val", "probe incongruent --model runs/seed1 --model runs/seed2 --blurred regions/blurred --json")
    {
        options.AddTo(this);
        Add(blurred);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult parse, CommandContext context)
    {
        List<(string, PictureStatistics)> found = [];
        (string Target, string Sets)? before = null;
        foreach (string folder in options.Models(parse))
        {
            Recipe recipe = options.Recipe(parse, folder);
            using EvaluationSession session = options.Open(parse, folder, recipe, context);
            EvaluationSet set = EvaluationSet.Join([.. options.Sets(parse, recipe).Select(name => EvaluationSet.Read(recipe, session.Data, name))]);
            if (before is { } first && first != (recipe.Target, set.Name))
                throw new ArgumentException($"{folder}: translates {set.Name} into {recipe.Target}, the first model {first.Sets} into {first.Target}; models probed together need the same sets and target");
            before = (recipe.Target, set.Name);
            using EvaluationSession? second = parse.GetValue(blurred) is { } store ? options.Open(parse, folder, recipe, context, store) : null;
            IncongruentProbe probe = new(Metrics(recipe, context), options.Seed(parse), options.Derangements(parse));
            found.Add((folder, context.Progress.Run($"probe {folder}", "orders of pictures", tell => probe.Run(
                session.Evaluator(options.Search(parse, recipe)), set, session.Tags, second?.Evaluator(options.Search(parse, recipe)), tell, context.Cancel))));
        }

        IncongruentReport.Write(context, before!.Value.Sets, found);
        return ExitCode.Success;
    }

    private static Metric[] Metrics(Recipe recipe, CommandContext context) =>
        Meteor.ExactAndStem(recipe.Target, context.Data.MeteorFolder) is { } meteor ? [new Bleu(BleuOptions.MultiBleu), meteor] : [new Bleu(BleuOptions.MultiBleu)];
}
