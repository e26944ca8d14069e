using System.CommandLine;
using Optiglot.Training;

namespace Optiglot.Cli;

/// <summary>The recipe of a training command, and where its run is kept.</summary>
internal sealed class RecipeInput
{
    private readonly Argument<string> recipe = new("RECIPE") { Description = "Recipe (YAML)" };
    private readonly Option<string[]> set = new("--set") { Description = "Change a value of the recipe, as stage1.learning_rate=1e-3; may be repeated",
        HelpName = "KEY=VALUE", DefaultValueFactory = _ => [] };
    private readonly Option<string?> folder =
        new("--out", "-o") { Description = "Folder of the run (default: runs/NAME of the recipe); a run that was begun there goes on", HelpName = "DIR" };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(recipe);
        command.Add(set);
        command.Add(folder);
    }

    /// <summary>Reads the recipe.</summary>
    /// <exception cref="FileNotFoundException">It is missing.</exception>
    /// <exception cref="InvalidDataException">Something is wrong with it.</exception>
    public Recipe Read(ParseResult parse) => RecipeFile.Load(parse.GetRequiredValue(recipe), parse.GetValue(set) ?? []);

    /// <summary>The run's folder.</summary>
    public string Folder(ParseResult parse, Recipe read) => parse.GetValue(folder) ?? Path.Combine("runs", read.Name);
}
