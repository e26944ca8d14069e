using System.CommandLine;
using Optiglot.Studies.Probes;
using Optiglot.Training;

namespace Optiglot.Cli;

/// <summary>Sums up where the decoder looks.</summary>
internal sealed class ProbeRegionsCommand : CliCommand
{
    private const int ShownNames = 20;

    private readonly ProbeOptions options = new(tests: false);

    /// <summary>Builds the command.</summary>
    public ProbeRegionsCommand() : base(
        "regions", "Sums up where the decoder looks while it translates: sentence, tags, regions, and regions by name",
        "probe regions --model runs/flickr8k-en-de --set test_2016_flickr", "probe regions --model runs/seed1 --model runs/seed2 --json") =>
            options.AddTo(this);

    /// <inheritdoc/>
    public override int Run(ParseResult parse, CommandContext context)
    {
        List<(string Model, AttentionShares Shares)> found = [];
        foreach (string folder in options.Models(parse))
        {
            Recipe recipe = options.Recipe(parse, folder);
            using EvaluationSession session = options.Open(parse, folder, recipe, context);
            EvaluationSet set = EvaluationSet.Join([.. options.Sets(parse, recipe).Select(name => EvaluationSet.Read(recipe, session.Data, name))]);
            SetEvaluator evaluator = session.Evaluator(options.Search(parse, recipe) with { Attention = true });
            EvaluationSet seen = set.Take(evaluator.Pictured(set));
            if (seen.Sources.Count == 0)
                throw new InvalidDataException($"{set.Name}: none of its lines has a picture that {folder} can see; name its region store with --regions");
            var results = context.Progress.Run($"probe {folder}", "sets", tell =>
            {
                tell(0, 1);
                return evaluator.Translate(seen, PictureOrder.Right, context.Cancel);
            });
            found.Add((folder, AttentionShares.Of(results, session.Detector!)));
        }

        Write(context, found);
        return ExitCode.Success;
    }

    private static void Write(CommandContext context, IReadOnlyList<(string Model, AttentionShares Shares)> found)
    {
        if (context.Json)
        {
            context.WriteJson(new { models = found.Select(one => new { one.Model, attention = one.Shares }) });
            return;
        }

        context.Output.Write(TextTable.Format(
            ["model", "translations", "sentence", "tags", "regions", "regions if even", "top region", "top region if even"],
            [.. found.Select(one => (string[])
            [
                one.Model, $"{one.Shares.Translations}", Percent(one.Shares.Text), Percent(one.Shares.Tags), Percent(one.Shares.Regions),
                Percent(one.Shares.EvenRegions), Percent(one.Shares.TopRegion),
                Percent(one.Shares.EvenRegion),
            ])]));
        foreach (var (model, shares) in found)
        {
            context.Output.WriteLine();
            context.Output.WriteLine($"{model}: attention to regions by name");
            context.Output.Write(TextTable.Format(["name", "pictures", "share", "if even"], [.. shares.ByName.Take(ShownNames).Select(name => (string[])
                [name.Name.Length == 0 ? "(no name)" : name.Name, $"{name.Pictures}", Percent(name.Share), Percent(name.Even)])]));
        }

        context.Output.WriteLine(
            "cross-attention of the decoder's last layer, mean over heads and over the pieces of each translation; \"if even\": all places, or all "
                + "regions, alike");
    }

    private static string Percent(double part) => FormattableString.Invariant($"{100 * part:0.0}%");
}
