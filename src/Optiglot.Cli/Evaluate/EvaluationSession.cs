using System.Diagnostics;
using Optiglot.Distributed;
using Optiglot.Metrics;
using Optiglot.Networks;
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
    private readonly TagOptions? tags;
    private readonly bool lowerCase;
    private readonly string log;
    private readonly long parameters;
    private readonly Meteor? meteor;
    private readonly ICommunicator ranks;
    private readonly Stopwatch watch = new();

    private EvaluationSession(Recipe recipe, ModelFolder folder, RegionStore? store, EngineChoice engine, string data, CommandContext context)
    {
        (this.recipe, this.store, tags, lowerCase) = (recipe, store, folder.Config.Tags, folder.Config.Target.Text.LowerCase);
        ranks = context.Ranks;
        // Each rank has its share of the cores.
        if (ranks.Count > 1) engine = engine with { Workers = engine.Workers ?? ranks.Cores };
        translator = engine.Open(folder, store);
        parameters = NetworkFamilies.ParameterCount(folder.Config.Model);
        log = TrainingSummary.LogIn(Path.Combine(folder.FolderPath, ".."));
        Data = new RecipeData(recipe, data);
        meteor = Meteor.ExactAndStem(translator.Info.TargetLanguage, context.Data.MeteorFolder);
    }

    /// <summary>The recipe's data.</summary>
    public RecipeData Data { get; }

    /// <summary>The detector of the model's pictures; null where it sees none.</summary>
    public DetectorInfo? Detector => translator.Info.Detector;

    /// <summary>The recipe that says how a model's test sets are read.</summary>
    /// <param name="folder">Folder of the model or its run.</param>
    /// <param name="file">The recipe, if the user named one; null: the run's.</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">Something is wrong with it.</exception>
    public static Recipe RecipeOf(string folder, string? file)
    {
        if (file is not null) return RecipeFile.Load(file);
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"{folder}: no such folder; give the folder of a run");
        string[] places = [Path.Combine(folder, TrainingRun.RecipeFile), Path.Combine(folder, "..", TrainingRun.RecipeFile)];
        return RecipeFile.Load(places.FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException(
                $"{folder}: has no {TrainingRun.RecipeFile} that says how test sets are read; give the folder of a run, or a recipe with --recipe FILE"));
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
            return new EvaluationSession(recipe, folder, store, engine, RunSession.DataFolderOf(recipe, context), context);
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
        using IDisposable busy = ranks.Busy("evaluation");
        SetEvaluator evaluator = Evaluator(search);
        EvaluationSet[] read = [.. sets.Select(set => EvaluationSet.Read(recipe, Data, set))];
        SetScore[] scores = context.Progress.Run("evaluate", "sets", tell => read.Index().SelectMany(set =>
        {
            tell(set.Index, read.Length);
            return evaluator.Score(set.Item, pictures, context.Cancel);
        }).ToArray());
        PictureEffect[] effects = [.. read.SelectMany(set => PictureTest.Run(set, scores))];
        IReadOnlyList<HiddenWordScore> hidden = recipe.Evaluate.Hide is { } hide && store is not null
            ? HiddenWordTest.Run(recipe, hide, Data, evaluator, context) : [];
        watch.Stop();
        return new EvaluationResult(scores, effects) { Hidden = hidden };
    }

    /// <summary>Translates sets with the pictures of the model's store.</summary>
    public SetEvaluator Evaluator(BeamOptions search) =>
        new(translator, new TranslationOptions { Search = search }, store is null ? null : store.Contains, recipe.Seed, lowerCase, meteor, ranks);

    /// <summary>The tags the model reads of a picture; none where the store has no such picture.</summary>
    public IReadOnlyList<string> Tags(string picture) =>
        store is not null && store.TryGet(picture, out RegionSet? regions) ? TagText.List(regions, store.Detector, tags) : [];

    /// <summary>Whether the model can be shown a picture: its regions are in the store.</summary>
    public bool Sees(string picture) => store?.Contains(picture) == true;

    /// <summary>A picture with its regions drawn, as PNG.</summary>
    public byte[] Photo(string picture) => store!.TryGet(picture, out RegionSet? regions)
        ? RegionPainter.Detections(ImageDecoder.Decode(PathOf(picture)), regions, store.Detector)
        : throw new FileNotFoundException($"{picture}: the region store has no such picture", picture);

    /// <summary>Where the decoder looks in a picture while it translates, word by word, as PNG.</summary>
    public byte[] Attention(string sentence, string picture)
    {
        TranslationOptions options = new() { Search = recipe.Search with { Attention = true } };
        return AttentionPicture.Draw(PathOf(picture), translator.Translate([new TranslationRequest(sentence, picture)], options)[0], store!.Detector);
    }

    private string PathOf(string picture) => Path.Combine(Data.Resolve(recipe.Data.Pictures!.Folder), picture);

    /// <summary>Writes RECIPE.json and the hypotheses.</summary>
    /// <returns>The path of RECIPE.json.</returns>
    public string Save(string folder, EvaluationResult found, string command, double trainingMinutes) =>
        RunReport.Write(folder, recipe, found, trainingMinutes + watch.Elapsed.TotalMinutes, command, GitCommit.Read(AppContext.BaseDirectory),
            TrainingSummary.Read(log), parameters);

    /// <inheritdoc/>
    public void Dispose()
    {
        translator.Dispose();
        store?.Dispose();
    }
}
