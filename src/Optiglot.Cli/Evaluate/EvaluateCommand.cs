using System.CommandLine;
using Optiglot.Training;

namespace Optiglot.Cli;

/// <summary>Scores a model on test sets of its recipe.</summary>
internal sealed class EvaluateCommand : CliCommand
{
    private readonly Option<string> model = new("--model", "-m") { Description = "Folder of a run, or a model folder", HelpName = "DIR", Required = true };
    private readonly Option<string?> recipe = new("--recipe")
    {
        Description = "Recipe that says how the sets are read (default: the one in the run's folder)", HelpName = "FILE"
    };
    private readonly Option<string[]> set = new("--set") { Description = "Test set, as test_2016_flickr; may be repeated (default: those of the recipe)",
        HelpName = "NAME", DefaultValueFactory = _ => [] };
    private readonly Option<PictureChoice[]> pictures =
        new("--pictures") { Description = "With which pictures: right, wrong (another line's) or none; may be repeated (default: those of the recipe)",
        DefaultValueFactory = _ => [], AllowMultipleArgumentsPerToken = true };
    private readonly Option<string?> regions = new("--regions") { Description = "Region store (default: the recipe's)", HelpName = "FILE|DIR" };
    private readonly EngineOption engine = new();
    private readonly Option<string?> results = new("--results") { Description = "Folder to write RECIPE.json and the hypotheses to", HelpName = "DIR" };
    private readonly SearchOptions search = new();

    /// <summary>Builds the command.</summary>
    public EvaluateCommand() : base(
        "evaluate", "Translates test sets and scores them, with the right pictures, wrong ones, or none",
        "evaluate --model runs/flickr8k-en-de --set test_2016_flickr",
            "evaluate --model runs/flickr8k-en-de --set test_2016_flickr --pictures right wrong none --json")
    {
        foreach (Option option in (Option[])[model, recipe, set, pictures, regions, results]) Add(option);
        engine.AddTo(this);
        search.AddTo(this);
    }

    /// <inheritdoc/>
    public override bool SharesWork => true;

    /// <inheritdoc/>
    public override int Run(ParseResult parse, CommandContext context)
    {
        string folder = parse.GetRequiredValue(model);
        Recipe read = EvaluationSession.RecipeOf(folder, parse.GetValue(recipe));
        IReadOnlyList<string> sets = parse.GetValue(set) is { Length: > 0 } named ? named : read.Evaluate.Sets;
        if (sets.Count == 0) throw new ArgumentException($"recipe {read.Name} names no test sets; name one with --set");
        PictureChoice[] chosen = parse.GetValue(pictures) ?? [];
        IReadOnlyList<PictureChoice> choices = chosen.Length > 0 ? chosen : read.Evaluate.Pictures;
        using EvaluationSession session = EvaluationSession.Open(read, folder, parse.GetValue(regions), engine.Read(parse), context);
        if (session.Detector is null && chosen.Any(choice => choice is not PictureChoice.None))
            context.Note($"note: the model in {folder} sees no pictures: --pictures changes nothing, and its scores are those without");
        EvaluationResult found = session.Run(sets, choices, search.Read(parse, read.Search), context);
        string? file = context.IsFirst && parse.GetValue(results) is { } into ? session.Save(into, found, CommandText.Of(parse), 0) : null;
        EvaluationReport.Write(context, read.Name, found, file, session.Detector is not null);
        return ExitCode.Success;
    }
}
