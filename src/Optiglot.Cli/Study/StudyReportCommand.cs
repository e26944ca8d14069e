using System.CommandLine;
using Optiglot.Studies.Tables;

namespace Optiglot.Cli;

/// <summary>Writes all tables as they stand into one page.</summary>
internal sealed class StudyReportCommand : CliCommand
{
    private const string Head = """
        # Every row of the paper, measured

        Written by `./optiglot study report` out of `results/studies`; nothing here is typed in. "paper" is what the paper prints, "ours" is BLEU / METEOR of the recipe named in `studies/`.
        All rows that start from BERT start from MiniLM (6 layers, width 384), the BERT that can be had; pictures are regions of YOLOX and a grid, as ResNet-18 sees them, for the lines whose photo Flickr8k has (one in four).

        """;

    private readonly StudyOptions options = new();
    private readonly Option<string> page = new("--page")
    {
        Description = "The page to write", HelpName = "FILE", DefaultValueFactory = _ => Path.Combine("docs", "results.md")
    };

    /// <summary>Builds the command.</summary>
    public StudyReportCommand()
        : base("report", "Writes every table as it stands, and a page with all of them", "study report", "study report --page /tmp/results.md")
    {
        Add(page);
        options.AddTo(this);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult parse, CommandContext context)
    {
        StudyWriter writer = new(options, parse, context);
        StudyPlan[] plans = [.. options.Tables(parse).Select(name => options.Plan(parse, name))];
        string file = parse.GetRequiredValue(page), folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        string[] tables =
            [.. plans.Select(plan => MarkdownLinks.Move(writer.Write(plan).Page, Between(folder, Path.GetDirectoryName(options.TableFile(parse, plan))!)))];
        AtomicFile.WriteText(file, string.Join('\n', [Head, .. tables]));
        context.Output.WriteLine($"written: {file}");
        return ExitCode.Success;
    }

    // Pictures lie beside the tables, not beside the page.
    private static string Between(string from, string to) => Path.GetRelativePath(from, Path.GetFullPath(to)).Replace('\\', '/');
}
