using System.CommandLine;
using Optiglot.Studies.Probes;
using Optiglot.Training;
using Optiglot.Translation;

namespace Optiglot.Cli;

/// <summary>The options that probes on sets share.</summary>
/// <param name="tests">Whether there are those that draw wrong pictures.</param>
/// <param name="models">Whether models and sets are named by these options.</param>
internal sealed class ProbeOptions(bool tests = true, bool models = true)
{
    private readonly Option<string[]> model = new("--model", "-m")
    {
        Description = "Folder of a run, or a model folder; repeated for models that differ in their seed: each is reported, and all together", HelpName = "DIR",
        Required = true,
    };

    private readonly Option<string[]> set = new("--set")
    {
        Description = "Set, as test_2016_flickr; repeated ones are put together (default: those of the recipe)", HelpName = "NAME",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string?> recipe = new("--recipe")
    {
        Description = "Recipe that says how the sets are read (default: the one in the run's folder)", HelpName = "FILE"
    };
    private readonly Option<string?> regions = new("--regions") { Description = "Region store (default: the recipe's)", HelpName = "FILE|DIR" };
    private readonly Option<ulong> seed =
        new("--seed") { Description = "Seed of the wrong pictures; all models get the same ones", HelpName = "N", DefaultValueFactory = _ => 1 };

    private readonly Option<int> derangements = new("--derangements")
    {
        Description = "Times the wrong pictures are drawn anew", HelpName = "N", DefaultValueFactory = _ => MaskProbe.UsualDerangements,
    };

    private readonly EngineOption engine = new();
    private readonly SearchOptions search = new();

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        if (models) foreach (Option option in (Option[])[model, set]) command.Add(option);
        foreach (Option option in (Option[])[recipe, regions]) command.Add(option);
        if (tests) foreach (Option option in (Option[])[seed, derangements]) command.Add(option);
        engine.AddTo(command);
        search.AddTo(command);
    }

    /// <summary>The models' folders.</summary>
    public IReadOnlyList<string> Models(ParseResult parse) => parse.GetRequiredValue(model);

    /// <summary>Seed of the wrong pictures.</summary>
    public ulong Seed(ParseResult parse) => parse.GetValue(seed);

    /// <summary>Number of derangements.</summary>
    /// <exception cref="ArgumentException">It is below 1.</exception>
    public int Derangements(ParseResult parse) => parse.GetValue(derangements) is > 0 and var number ? number
        : throw new ArgumentException("--derangements must be 1 or more");

    /// <summary>The recipe a model's sets are read by.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public Recipe Recipe(ParseResult parse, string folder) => EvaluationSession.RecipeOf(folder, parse.GetValue(recipe));

    /// <summary>The sets.</summary>
    /// <exception cref="ArgumentException">None is named, here or in the recipe.</exception>
    public IReadOnlyList<string> Sets(ParseResult parse, Recipe read) =>
        (parse.GetValue(set) is { Length: > 0 } named ? named : read.Evaluate.Sets) is { Count: > 0 } sets
        ? sets
        : throw new ArgumentException($"recipe {read.Name} names no test sets; name one with --set");

    /// <summary>Opens a model.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="folder">The model's folder.</param>
    /// <param name="read">Its recipe.</param>
    /// <param name="context">The data folder.</param>
    /// <param name="store">A store in place of the one named or the recipe's.</param>
    public EvaluationSession Open(ParseResult parse, string folder, Recipe read, CommandContext context, string? store = null) =>
        EvaluationSession.Open(read, folder, store ?? parse.GetValue(regions), engine.Read(parse), context);

    /// <summary>The search.</summary>
    public BeamOptions Search(ParseResult parse, Recipe read) => search.Read(parse, read.Search);
}
