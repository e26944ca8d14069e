using System.CommandLine;
using Optiglot.Bench;

namespace Optiglot.Cli;

/// <summary>Puts results into the page on performance.</summary>
internal sealed class BenchReportCommand : CliCommand
{
    private readonly Option<string> page = new("--page")
    {
        Description = "The page", HelpName = "FILE", DefaultValueFactory = _ => Path.Combine("docs", "performance.md")
    };
    private readonly Option<string> results = new("--results")
    {
        Description = "Folder of bench-NAME.json files", HelpName = "DIR", DefaultValueFactory = _ => "results"
    };

    /// <summary>Builds the command.</summary>
    public BenchReportCommand() : base("report", "Fills the tables of docs/performance.md from results/bench-*.json", "bench report")
    {
        Add(page);
        Add(results);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult parse, CommandContext context)
    {
        string file = parse.GetRequiredValue(page);
        (IReadOnlyList<string> filled, IReadOnlyList<string> missing) = PerformancePage.Fill(file, parse.GetRequiredValue(results));
        if (context.Json) context.WriteJson(new { page = file, filled, missing });
        else context.Output.WriteLine($"{file}: {filled.Count} tables filled; without a result: {(missing.Count == 0 ? "none" : string.Join(", ", missing))}");
        return ExitCode.Success;
    }
}
