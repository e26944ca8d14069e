using System.CommandLine;
using Optiglot.Studies.Tables;

namespace Optiglot.Cli;

/// <summary>Options of the commands that run or show studies.</summary>
internal sealed class StudyOptions
{
    private readonly Option<StudyScale> scale = new("--scale")
    {
        Description = "What is spent on a row: tiny (does it run), small (about 20 minutes on two cores), paper (its sizes)", DefaultValueFactory = _ =>
            StudyScale.Small, HelpName = "tiny|small|paper"
    };
    private readonly Option<ulong[]> seeds = new("--seeds") { Description = "Seeds; all rows are run from the first before any is run from the second",
        HelpName = "N", DefaultValueFactory = _ => [1, 2, 3], AllowMultipleArgumentsPerToken = true };
    private readonly Option<string[]> targets = new("--target")
    {
        Description = "Target languages (default: the table's)", HelpName = "LANG", DefaultValueFactory = _ => [], AllowMultipleArgumentsPerToken = true
    };
    private readonly Option<string> studies = new("--studies")
    {
        Description = "Folder of the tables (YAML)", HelpName = "DIR", DefaultValueFactory = _ => "studies"
    };
    private readonly Option<string> recipes = new("--recipes")
    {
        Description = "Folder of the rows' recipes", HelpName = "DIR", DefaultValueFactory = _ => "recipes"
    };
    private readonly Option<string> runs = new("--runs") { Description = "Folder of the trainings; what rows share is kept there once", HelpName = "DIR",
        DefaultValueFactory = _ => Path.Combine("runs", "studies") };
    private readonly Option<string> results = new("--results")
    {
        Description = "Folder of the tables and their rows' hypotheses", HelpName = "DIR", DefaultValueFactory = _ => "results"
    };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[scale, seeds, targets, studies, recipes, runs, results]) command.Add(option);
    }

    /// <summary>A table as it is to be run.</summary>
    /// <exception cref="FileNotFoundException">There is no such table.</exception>
    /// <exception cref="InvalidDataException">Something is wrong with it.</exception>
    public StudyPlan Plan(ParseResult parse, string table)
    {
        string file = Path.Combine(parse.GetRequiredValue(studies), table + ".yaml");
        if (!File.Exists(file)) throw new FileNotFoundException($"{file}: there is no such table; name the folder of tables with --studies", file);
        return new StudyPlan(StudyTable.Load(file), parse.GetRequiredValue(recipes), parse.GetValue(scale));
    }

    /// <summary>Names of all tables.</summary>
    public IReadOnlyList<string> Tables(ParseResult parse)
    {
        string folder = parse.GetRequiredValue(studies);
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"{folder}: there is no such folder; name the folder of tables with --studies");
        return [.. Directory.GetFiles(folder, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];
    }

    /// <summary>The trainings of a table.</summary>
    public IReadOnlyList<StudyJob> Jobs(ParseResult parse, StudyPlan plan) => plan.Jobs(parse.GetRequiredValue(seeds), parse.GetValue(targets));

    /// <summary>The seeds.</summary>
    public IReadOnlyList<ulong> Seeds(ParseResult parse) => parse.GetRequiredValue(seeds);

    /// <summary>Results of the rows, by scale: a tiny one is never taken for another.</summary>
    public StudyRuns Runs(ParseResult parse) => new(Path.Combine(parse.GetRequiredValue(results), "studies", Scale(parse)));

    /// <summary>Where a training is kept.</summary>
    public string RunFolder(ParseResult parse, StudyJob job) => Path.Combine(parse.GetRequiredValue(runs), Scale(parse), job.Name);

    /// <summary>Where rows' common parts are kept.</summary>
    public string Parts(ParseResult parse) => Path.Combine(parse.GetRequiredValue(runs), Scale(parse), "parts");

    /// <summary>The file of a table, without its ending.</summary>
    public string TableFile(ParseResult parse, StudyPlan plan) =>
        Path.Combine(parse.GetRequiredValue(results),
            plan.Scale == StudyScale.Small ? plan.Table.Name : Path.Combine("studies", Scale(parse), plan.Table.Name));

    /// <summary>A person's paragraph on a table; null: none.</summary>
    public string? Comment(ParseResult parse, StudyPlan plan)
    {
        string file = Path.Combine(parse.GetRequiredValue(studies), plan.Table.Name + ".md");
        return plan.Scale == StudyScale.Small && File.Exists(file) ? File.ReadAllText(file) : null;
    }

    private string Scale(ParseResult parse) => parse.GetValue(scale).ToString().ToLowerInvariant();
}
