using System.CommandLine;
using Optiglot.Distributed;
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

    private readonly Option<WireFormat> wire = new("--wire")
    {
        Description = "What gradients are on the way between ranks, where an MPI launcher started several: float32, or bfloat16 for half of the bytes",
        HelpName = "float32|bfloat16", DefaultValueFactory = _ => WireFormat.Float32,
    };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(recipe);
        command.Add(set);
        command.Add(folder);
        command.Add(wire);
    }

    /// <summary>Reads the recipe.</summary>
    /// <exception cref="FileNotFoundException">It is missing.</exception>
    /// <exception cref="InvalidDataException">Something is wrong with it.</exception>
    public Recipe Read(ParseResult parse) => RecipeFile.Load(parse.GetRequiredValue(recipe), parse.GetValue(set) ?? []);

    /// <summary>What gradients are between ranks.</summary>
    public WireFormat Wire(ParseResult parse) => parse.GetValue(wire);

    /// <summary>The run's folder.</summary>
    public string Folder(ParseResult parse, Recipe read) => parse.GetValue(folder) ?? Path.Combine("runs", read.Name);
}
