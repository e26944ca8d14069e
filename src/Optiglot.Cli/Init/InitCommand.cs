using System.CommandLine;
using Optiglot.Training;
using Optiglot.Translation;
using Optiglot.Vision;

namespace Optiglot.Cli;

/// <summary>Makes a project of somebody's own pairs of sentences.</summary>
internal sealed class InitCommand : CliCommand
{
    private readonly Argument<string> folder = new("DIR") { Description = "Folder of the project, which is made" };
    private readonly ProjectDataOptions data = new();
    private readonly Option<string?> from = new("--from")
    {
        Description = "Language translated from, as en (default: what the columns or the files' endings are called)",
        HelpName = "CODE",
    };

    private readonly Option<string?> to = new("--to") { Description = "Language translated into, as cs", HelpName = "CODE" };
    private readonly Option<string?> start = new("--start-from")
    {
        Description = "Model folder, or the folder of a run, that goes on learning from these pairs (default: a BERT where the source is English and "
            + "`models get minilm` brought it, else nothing)",
        HelpName = "MODEL",
    };

    private readonly Option<double> minutes = new("--minutes")
    {
        Description = "Minutes that training may take",
        HelpName = "N", DefaultValueFactory = _ => 60,
    };

    private readonly Option<string?> detector = new("--detector")
    {
        Description = "Detector that sees the pictures (default: the best whose weights are there)",
        HelpName = "NAME|FILE",
    };

    private readonly Option<ulong> seed = new("--seed")
    {
        Description = "Another seed cuts other dev and test sets",
        HelpName = "N", DefaultValueFactory = _ => 1,
    };

    /// <summary>Builds the command.</summary>
    public InitCommand() : base(
        "init", "Makes a project of your own pairs: checks them, cuts dev and test sets, and writes a recipe that runs as it is",
        "init my-project --data pairs.csv --from en --to cs",
        "init my-project --data pairs.tsv --source-column caption --target-column translation --picture-column photo --pictures photos/",
        "init my-project --data train.en train.cs --dev-data dev.en dev.cs", "init adapted --data pairs.csv --start-from runs/multi30k-text-en-de")
    {
        Add(folder);
        data.AddTo(this);
        foreach (Option option in (Option[])[from, to, start, minutes, detector, seed]) Add(option);
        CommonOptions.InRange(minutes, 0.1, 1e6);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult parse, CommandContext context)
    {
        ModelConfig? model = parse.GetValue(start) is { } path ? ModelFolder.Open(path, ModelParts.None).Config : null;
        ProjectOptions asked = data.Read(parse, parse.GetRequiredValue(folder));
        (string From, string To)? guessed = model is null ? ProjectLanguages.Guess(asked.Data) : (model.Source.Text.Language, model.Target.Text.Language);
        string Language(Option<string?> option, string? otherwise) =>
            parse.GetValue(option) ?? otherwise
                ?? throw new UsageException($"which languages are these? Say so with --from and --to, as --from en --to cs ({option.Name} is missing)");
        ProjectOptions options = asked with
        {
            From = Language(from, guessed?.From), To = Language(to, guessed?.To), Seed = parse.GetValue(seed), Minutes = parse.GetValue(minutes),
                StartFrom = parse.GetValue(start),
            MiniLm = ModelFolders.Search(context.Data.ModelFolders).Select(models => Path.Combine(models, "minilm")).FirstOrDefault(IsBert),
            Detector = model?.Detector?.Name ?? parse.GetValue(detector) ?? ProjectDetector.Best(context.Data),
            NoPictures = asked.NoPictures || (model is not null && model.Detector is null),
        };
        ProjectReport report = Project.Create(options);
        ProjectSummary.Write(report, options, context);
        return ExitCode.Success;
    }

    private static bool IsBert(string path) => File.Exists(Path.Combine(path, ModelFolder.WeightsFile)) && File.Exists(Path.Combine(path, "vocab.txt"));
}
