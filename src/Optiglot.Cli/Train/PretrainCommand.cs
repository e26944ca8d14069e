using System.CommandLine;
using Optiglot.Training;

namespace Optiglot.Cli;

/// <summary>Pre-trains a recipe's encoder on pictures and captions.</summary>
internal sealed class PretrainCommand : CliCommand
{
    private readonly RecipeInput input = new();

    /// <summary>Builds the command.</summary>
    public PretrainCommand() : base(
        "pretrain", "Pre-trains a recipe's encoder on pairs of picture and text (Algorithm 1, steps 1 to 4)", "pretrain recipes/flickr8k-en-de.yaml") =>
            input.AddTo(this);

    /// <inheritdoc/>
    public override TimeSpan Moment => Patience.Endless;

    /// <inheritdoc/>
    public override bool SharesWork => true;

    /// <inheritdoc/>
    public override int Run(ParseResult parse, CommandContext context)
    {
        Recipe recipe = input.Read(parse);
        if (recipe.Pretrain is { Captions: null, Pairs: null })
            throw new ArgumentException($"recipe {recipe.Name} has no pre-training; add a section pretrain.captions or pretrain.pairs, or run `train`");
        string folder = input.Folder(parse, recipe);
        (_, double minutes) = RunSession.To(RunStep.Pretrain, recipe, folder, context, wire: input.Wire(parse));
        if (context.Json) context.WriteJson(new { recipe = recipe.Name, run = folder, minutes = Math.Round(minutes, 2) });
        else context.Output.WriteLine(FormattableString.Invariant($"{folder}: pre-trained, {minutes:0.0} minutes so far; go on with: ./optiglot train"));
        return ExitCode.Success;
    }
}
