using System.CommandLine;
using System.Globalization;
using Optiglot.DemoWorld;
using Optiglot.Training;

namespace Optiglot.Cli;

/// <summary>The whole method on a small drawn world.</summary>
internal sealed class DemoCommand : CliCommand
{
    private readonly Option<string> folder = new("--out", "-o") { Description = "Folder of the demo; started again there, it goes on where it was",
        HelpName = "DIR", DefaultValueFactory = _ => Path.Combine("runs", "demo") };
    private readonly Option<string> target = new("--target")
    {
        Description = "Language translated into: de or fr", HelpName = "CODE", DefaultValueFactory = _ => "de"
    };
    private readonly Option<ulong?> seed = new("--seed") { Description = "Seed of the world and of training", HelpName = "N" };

    private readonly Option<string?> results = new("--results")
    {
        Description = "Folder for demo.json and the translations (default: results in the demo's folder)", HelpName = "DIR"
    };

    /// <summary>Builds the command.</summary>
    public DemoCommand() : base("demo", "Shows the whole method on a small drawn world, in some minutes, and explains what it shows", "demo",
        "demo --target fr --json")
    {
        Add(folder);
        Add(target);
        Add(seed);
        Add(results);
    }

    /// <inheritdoc/>
    public override TimeSpan Moment => Patience.Endless;

    /// <inheritdoc/>
    public override int Run(ParseResult parse, CommandContext context)
    {
        DemoOptions options = new() { Folder = parse.GetRequiredValue(folder), Language = parse.GetRequiredValue(target) };
        if (parse.GetValue(seed) is { } given) options = options with { World = options.World with { Seed = given } };
        DemoResult result;
        using (TrainingDisplay display = new(context.Console)) result = new DemoRunner(options, display).Run(context.Cancel);
        string file = DemoResultFile.Write(parse.GetValue(results) ?? Path.Combine(options.Folder, "results"), result, CommandText.Of(parse),
            GitCommit.Read(AppContext.BaseDirectory));
        if (context.Json)
        {
            context.Output.WriteLine(DemoJson.Write(result));
            return ExitCode.Success;
        }

        context.Output.WriteLine($"Translating {options.World.Test} unseen scenes from English into {(options.Language == "fr" ? "French" : "German")}:");
        context.Output.WriteLine();
        context.Output.Write(TextTable.Format(["the translator saw", "BLEU", "METEOR", "ambiguous words right", "hidden colours right"],
            [.. result.Rows.Select(Row)]));
        context.Output.WriteLine();
        foreach (DemoRow row in result.Rows) context.Output.WriteLine($"{ConditionText.Name(row.Condition)}: {ConditionText.Meaning(row.Condition)}");
        context.Output.WriteLine();
        context.Output.WriteLine(FormattableString.Invariant($"{result.BleuSignature}; METEOR {result.MeteorSignature}; {result.Minutes:0.0} minutes"));
        context.Output.WriteLine($"report with pictures, attention and curves: {Path.Combine(options.Folder, DemoRunner.ReportFile)}");
        context.Output.WriteLine($"numbers and translations: {file}");
        return ExitCode.Success;
    }

    private static string[] Row(DemoRow row) =>
    [
        ConditionText.Name(row.Condition), Number(row.Bleu), Number(row.Meteor), Percent(row.Score.SenseAccuracy), Percent(row.Score.ColourAccuracy),
    ];

    private static string Number(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Percent(double part) => FormattableString.Invariant($"{100 * part:0.0}%");
}
