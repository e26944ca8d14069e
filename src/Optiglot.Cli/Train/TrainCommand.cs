using System.CommandLine;
using Optiglot.Training;

namespace Optiglot.Cli;

/// <summary>Trains a recipe's translation model, one stage or all.</summary>
internal sealed class TrainCommand : CliCommand
{
    private readonly RecipeInput input = new();
    private readonly Option<int?> stage = new(
        "--stage") { Description = "1: stop after the stage with the frozen encoder; 2: go on with all parameters (default: all stages)", HelpName = "1|2" };

    /// <summary>Builds the command.</summary>
    public TrainCommand() : base(
        "train", "Trains a recipe's translation model (Algorithm 1, steps 5 and 6); steps before it that are missing are done first",
        "train recipes/multi30k-text-en-de.yaml", "train recipes/flickr8k-en-de.yaml --stage 1", "train recipes/flickr8k-en-de.yaml --stage 2")
    {
        input.AddTo(this);
        Add(stage);
        stage.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is not (null or 1 or 2)) result.AddError("--stage is 1 or 2");
        });
    }

    /// <inheritdoc/>
    public override TimeSpan Moment => Patience.Endless;

    /// <inheritdoc/>
    public override bool SharesWork => true;

    /// <inheritdoc/>
    public override int Run(ParseResult parse, CommandContext context)
    {
        Recipe recipe = input.Read(parse);
        int? wanted = parse.GetValue(stage);
        if (wanted is not null && recipe.Stages().All(each => each.Name != $"stage{wanted}"))
            throw new ArgumentException(
                $"recipe {recipe.Name} has no stage {wanted}; it has {string.Join(", ", recipe.Stages().Select(each => each.Name))}: leave --stage out, "
                    + $"or add the section stage{wanted}");
        bool stopsEarly = wanted == 1 && recipe.Stage2 is not null;
        string folder = input.Folder(parse, recipe);
        (string model, double minutes) = RunSession.To(stopsEarly ? RunStep.Stage1 : RunStep.Export, recipe, folder, context, wire: input.Wire(parse));
        if (context.Json) context.WriteJson(new { recipe = recipe.Name, run = folder, model = stopsEarly ? null : model, minutes = Math.Round(minutes, 2) });
        else context.Output.WriteLine(FormattableString.Invariant(
            $"{folder}: {(stopsEarly ? "stage 1 is done; go on with --stage 2" : $"the model is in {model}")}; {minutes:0.0} minutes so far"));
        return ExitCode.Success;
    }
}
