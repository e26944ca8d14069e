using System.Diagnostics;
using Optiglot.Metrics;
using Optiglot.Training;
using Optiglot.Translation;
using Optiglot.Vision;

namespace Optiglot.Cli;

/// <summary>A model and its recipe, ready to translate test sets and to keep the scores.</summary>
internal sealed class EvaluationSession : IDisposable
{
    private readonly Recipe recipe;
    private readonly ITranslator translator;
    private readonly RegionStore? store;
    private readonly RecipeData data;
    private readonly bool lowerCase;
    private readonly Meteor? meteor;
    private readonly Stopwatch watch = new();

    private EvaluationSession(Recipe recipe, ModelFolder folder, RegionStore? store, EngineChoice engine, string data, string? meteorData)
    {
        (this.recipe, this.store, lowerCase) = (recipe, store, folder.Config.Target.Text.LowerCase);
        translator = engine.Open(folder, store);
        this.data = new RecipeData(recipe, data);
        meteor = Meteor.ExactAndStem(translator.Info.TargetLanguage, meteorData);
    }

    /// <summary>Opens a model.</summary>
    /// <param name="recipe">Its recipe.</param>
    /// <param name="model">Its folder, or its run's.</param>
    /// <param name="regions">Region store, or its folder; null: the recipe's.</param>
    /// <param name="engine">What computes.</param>
    /// <param name="context">The data folder.</param>
    /// <exception cref="FileNotFoundException">The model or the region store is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or the store is of another detector.</exception>
    public static EvaluationSession Open(Recipe recipe, string model, string? regions, EngineChoice engine, CommandContext context)
    {
        ModelFolder folder = ModelFolder.Open(model, ModelParts.None);
        string? path = folder.Config.Detector is null ? null : regions ?? recipe.Data.Pictures?.Regions;
        RegionStore? store = path is null ? null : RegionStore.Open(RegionStore.PathOf(path));
        try
        {
            return new EvaluationSession(recipe, folder, store, engine, RunSession.DataFolderOf(recipe, context), context.Data.MeteorFolder);
        }
        catch
        {
            store?.Dispose();
            throw;
        }
    }

    /// <summary>Translates and scores sets, each with each choice of pictures that makes sense for the model.</summary>
    public EvaluationResult Run(IReadOnlyList<string> sets, IReadOnlyList<PictureChoice> pictures, BeamOptions search, CommandContext context)
    {
        watch.Start();
        SetEvaluator evaluator = new(translator, new TranslationOptions { Search = search }, store is null ? null : store.Contains, recipe.Seed, lowerCase, meteor);
        EvaluationSet[] read = [.. sets.Select(set => EvaluationSet.Read(recipe, data, set))];
        SetScore[] scores = context.Progress.Run("evaluate", "sets", tell => read.Index().SelectMany(set =>
        {
            tell(set.Index, read.Length);
            return evaluator.Score(set.Item, pictures, context.Cancel);
        }).ToArray());
        PictureEffect[] effects = [.. read.SelectMany(set => PictureTest.Run(set, scores))];
        watch.Stop();
        return new EvaluationResult(scores, effects);
    }

    /// <summary>Writes RECIPE.json and the hypotheses.</summary>
    /// <returns>The path of RECIPE.json.</returns>
    public string Save(string folder, EvaluationResult found, string command, double trainingMinutes) =>
        RunReport.Write(folder, recipe, found, trainingMinutes + watch.Elapsed.TotalMinutes, command, GitCommit.Read(AppContext.BaseDirectory));

    /// <inheritdoc/>
    public void Dispose()
    {
        translator.Dispose();
        store?.Dispose();
    }
}
