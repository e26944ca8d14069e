using System.CommandLine;
using Optiglot.Training;

namespace Optiglot.Cli;

/// <summary>A recipe from pictures and text to scores: Algorithm 1 and its test sets.</summary>
internal sealed class RunCommand : CliCommand
{
    private readonly RecipeInput input = new();
    private readonly Option<string?> results = new("--results") { Description = "Folder for RECIPE.json and the hypotheses (default: results in the run's folder)", HelpName = "DIR" };

    /// <summary>Builds the command.</summary>
    public RunCommand() : base(
        "run", "Runs a recipe: regions, pre-training, both stages, test sets; stopped, it goes on where it was",
        "run recipes/flickr8k-en-de.yaml", "run recipes/multi30k-text-en-de.yaml --set seed=2 --out runs/second")
    {
        input.AddTo(this);
        Add(results);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult parse, CommandContext context)
    {
        Recipe recipe = input.Read(parse);
        string folder = input.Folder(parse, recipe);
        (string model, double minutes) = RunSession.To(RunStep.Export, recipe, folder, context);
        using EvaluationSession session = EvaluationSession.Open(recipe, model, null, new EngineChoice(), context);
        EvaluationResult found = session.Run(recipe.Evaluate.Sets, recipe.Evaluate.Pictures, recipe.Search, context);
        string? file = found.Scores.Count == 0 ? null : session.Save(parse.GetValue(results) ?? Path.Combine(folder, "results"), found, input.Command(parse, Name), minutes);
        EvaluationReport.Write(context, recipe.Name, found, file);
        if (!context.Json) context.Output.WriteLine(FormattableString.Invariant($"the model is in {model}; trained in {minutes:0.0} minutes"));
        return ExitCode.Success;
    }
}
