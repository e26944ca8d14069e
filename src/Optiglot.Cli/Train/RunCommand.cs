using System.CommandLine;
using Optiglot.Training;

namespace Optiglot.Cli;

/// <summary>A recipe from pictures and text to scores: Algorithm 1 and its test sets.</summary>
internal sealed class RunCommand : CliCommand
{
    private readonly RecipeInput input = new();
    private readonly Option<string?> results = new("--results")
    {
        Description = "Folder for RECIPE.json and the hypotheses (default: results in the run's folder)", HelpName = "DIR"
    };

    /// <summary>Builds the command.</summary>
    public RunCommand() : base(
        "run", "Runs a recipe: regions, pre-training, both stages, test sets; stopped, it goes on where it was",
        "run recipes/flickr8k-en-de.yaml", "run recipes/multi30k-text-en-de.yaml --set seed=2 --out runs/second")
    {
        input.AddTo(this);
        Add(results);
    }

    /// <inheritdoc/>
    public override TimeSpan Moment => Patience.Endless;

    /// <inheritdoc/>
    public override bool SharesWork => true;

    /// <inheritdoc/>
    public override int Run(ParseResult parse, CommandContext context)
    {
        Recipe recipe = input.Read(parse);
        string folder = input.Folder(parse, recipe);
        (string model, double minutes) = RunSession.To(RunStep.Export, recipe, folder, context, wire: input.Wire(parse));
        string into = parse.GetValue(results) ?? Path.Combine(folder, "results");
        if (recipe.Stages().Count == 0) return Pretrained(recipe, folder, into, CommandText.Of(parse), minutes, context);
        using EvaluationSession session = EvaluationSession.Open(recipe, model, null, new EngineChoice(), context);
        EvaluationResult found = session.Run(recipe.Evaluate.Sets, recipe.Evaluate.Pictures, recipe.Search, context);
        if (!context.IsFirst) return ExitCode.Success;
        string? file = found.Scores.Count == 0 ? null : session.Save(into, found, CommandText.Of(parse), minutes);
        EvaluationReport.Write(context, recipe.Name, found, file, session.Detector is not null);
        if (!context.Json) context.Output.WriteLine(FormattableString.Invariant($"the model is in {model}; trained in {minutes:0.0} minutes"));
        return ExitCode.Success;
    }

    // A recipe that pre-trains only has no test sets: its result is what its tasks reached on held-out pairs.
    private static int Pretrained(Recipe recipe, string folder, string results, string command, double minutes, CommandContext context)
    {
        if (!context.IsFirst) return ExitCode.Success;
        IReadOnlyList<StageSummary> stages = TrainingSummary.Read(TrainingSummary.LogIn(folder));
        string file = RunReport.Write(results, recipe, new EvaluationResult([], []), minutes, command, GitCommit.Read(AppContext.BaseDirectory), stages);
        if (context.Json) context.WriteJson(new { recipe = recipe.Name, run = folder, minutes = Math.Round(minutes, 2), results = file });
        else context.Output.WriteLine(FormattableString.Invariant($"{folder}: pre-trained, {minutes:0.0} minutes; written: {file}"));
        return ExitCode.Success;
    }
}
