using System.CommandLine;
using Optiglot.Networks;
using Optiglot.Translation;

namespace Optiglot.Cli;

/// <summary>Lists the families of networks.</summary>
internal sealed class FamiliesCommand : CliCommand
{
    // Sizes do not matter: whether graphs know a family depends on its operations.
    private static readonly ModelOptions Small = new()
    {
        Encoder = new EncoderOptions { VocabularySize = 8, Width = 8, Layers = 1, Heads = 2, FeedForward = 8, RegionFeatures = 2 },
        Decoder = new DecoderOptions { VocabularySize = 8, Width = 8, Layers = 1, Heads = 2, FeedForward = 8 },
    };

    /// <summary>Builds the command.</summary>
    public FamiliesCommand() : base(
        "families", "Lists the families of networks that a recipe's `model.family` may name: their papers, and whether they translate on ONNX Runtime",
        "families", "families --json")
    {
    }

    /// <inheritdoc/>
    public override int Run(ParseResult parse, CommandContext context)
    {
        var families = NetworkFamilies.All.Select(family => (
            family.Name, family.Paper, Onnx: OnnxExport.Obstacle(Small with { Family = family.Name }) is null, family.Options)).ToList();
        if (context.Json)
        {
            context.WriteJson(new { families = families.Select(family => new { family.Name, family.Paper, family.Onnx, family.Options }) });
            return ExitCode.Success;
        }

        context.Output.Write(TextTable.Format(
            ["name", "onnx", "paper"], [.. families.Select(family => (IReadOnlyList<string>)[family.Name, family.Onnx ? "yes" : "no", family.Paper])]));
        return ExitCode.Success;
    }
}
