using Optiglot.Distributed;
using Optiglot.Modeling;
using Optiglot.Networks;
using Optiglot.Translation;
using Optiglot.Vision;
using static TorchSharp.torch;

namespace Optiglot.Training;

/// <summary>
/// Algorithm 1 of the paper, from pictures and text to a model folder. Every step keeps what it made in the run folder: started again, a run goes on where it
/// was. Several ranks do a run together (<see cref="RunOptions.Ranks"/>): what is written, rank 0 writes.
/// </summary>
public sealed class TrainingRun : IDisposable
{
    /// <summary>The recipe with every value, in the run's folder;</summary>
    public const string RecipeFile = "recipe.yaml";

    private readonly Recipe recipe;
    private readonly RunOptions options;
    private readonly ICommunicator ranks;
    private readonly ProcessLock? alone;
    private readonly RunLogs? logs;
    private readonly ITrainingProgress progress;
    private readonly RecipeData data;
    private readonly RunClock clock;
    private readonly StageFolders folders;
    private readonly Device device;
    private readonly StartingModel? start;
    private RegionStore? store;
    private PictureSource? pictures;
    private RunTexts? texts;
    private TranslationData? pairs;
    private EncodedExample[] heldOut = [];

    /// <summary>Opens or begins a run.</summary>
    /// <param name="recipe">What to do.</param>
    /// <param name="options">Where.</param>
    /// <param name="progress">Told of everything.</param>
    /// <exception cref="InvalidDataException">The folder belongs to a run of another recipe, or its times are damaged; or the recipe contradicts the model it
    /// starts from.</exception>
    /// <exception cref="RankFailedException">Another rank has failed.</exception>
    /// <exception cref="IOException">Another process, which the message names, has a run there; or the folder cannot be written.</exception>
    public TrainingRun(Recipe recipe, RunOptions options, ITrainingProgress progress)
    {
        device = options.Device ?? CPU;
        start = StartingModel.Find(recipe, new RecipeData(recipe, options.DataFolder));
        this.recipe = recipe = ComputeType.Settle(start?.Settle(recipe) ?? recipe, device);
        ranks = options.Ranks;
        RankAgreement.Require(ranks, recipe);
        // Ranks report together, since each knows a part of the numbers.
        this.options = options with { ReportSeconds = ranks.Broadcast(options.ReportSeconds) };
        data = new RecipeData(recipe, options.DataFolder);
        folders = new StageFolders(recipe, options, data);
        (clock, this.progress) = (new RunClock(null), NullTrainingProgress.Instance);
        if (ranks.Rank > 0) return;
        alone = ProcessLock.Take(options.Folder);
        try
        {
            RunFolderRecipe.Claim(recipe, options.Folder);
            clock = new RunClock(options.Folder);
            this.progress = logs = new RunLogs(options.Folder, recipe.Name, progress);
        }
        catch
        {
            alone.Dispose();
            throw;
        }
    }

    /// <summary>Where the model folder is, or will be.</summary>
    public string ModelPath => Path.Combine(options.Folder, ModelFolder.FolderInRun);

    /// <summary>The run's log of reports, read by <see cref="JsonLinesProgress.Read"/>.</summary>
    public string LogPath => Path.Combine(options.Folder, RunLogs.LogFile);

    /// <summary>Minutes spent so far, earlier sessions included.</summary>
    public double Minutes => clock.Minutes;

    /// <summary>Does all steps up to <paramref name="last"/>.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; what was done is kept.</exception>
    public void Run(RunStep last = RunStep.Export, CancellationToken cancellation = default)
    {
        // The others find rank 0's folder claimed, and look at nothing before.
        ranks.OnFirst("recovery", () => AtomicFolder.Recover(ModelPath));
        bool isThere = ranks.Broadcast(File.Exists(Path.Combine(ModelPath, ModelFolder.ConfigFile)));
        if (!isThere || last < RunStep.Export) Steps(last, cancellation);
    }

    /// <summary>Frees stores and closes logs.</summary>
    public void Dispose()
    {
        pictures?.Dispose();
        logs?.Dispose();
        alone?.Dispose();
    }

    private void Steps(RunStep last, CancellationToken cancellation)
    {
        // A vocabulary that is not learned yet counts with the size the recipe gives it.
        if (device.type == TorchSharp.DeviceType.CPU && last != RunStep.Detect)
        {
            int source = recipe.Text.Source.Size, target = recipe.Text.Joint ? source : recipe.Text.Target.Size;
            TrainingMemory.CheckHere(recipe.Model.Options(source, target, recipe.Data.Pictures is null ? 0 : 1), ranks.LocalCount);
        }

        // Before the pictures are looked at, which may take an hour.
        if (last != RunStep.Detect && recipe.Model.StartFrom is { } from) StartingWeights.Check(StartingWeights.Find(data, from), recipe.Model.Encoder);
        Prepare(cancellation);
        if (last == RunStep.Detect) return;
        if (OnnxExport.Obstacle(Sizes()) is { } obstacle) Tell("export")($"the model will have no ONNX graphs: {obstacle}");
        string? encoder = start is null ? Pretrain(cancellation) : null, weights = start?.WeightsFile;
        if (last == RunStep.Pretrain) return;
        foreach (RecipeStage stage in recipe.Stages())
        {
            if (last == RunStep.Stage1 && stage.Name == "stage2") return;
            weights = Train(stage, encoder, weights, cancellation);
        }

        if (last == RunStep.Export && weights is not null) ranks.OnFirst("export", () => clock.Time("export", () => Export(weights)));
    }

    private void Prepare(CancellationToken cancellation)
    {
        using IDisposable busy = ranks.Busy("preparation");
        IReadOnlyList<Example> train = data.Train(), dev = data.Dev();
        SyntheticPairs synthetic = new(recipe, data, Path.Combine(options.Folder, "synthetic"), Tell("synthetic"), ranks);
        train = [.. train, .. clock.Time("synthetic", () => synthetic.Make(cancellation))];
        store = clock.Time("detect", () =>
            RunPictures.Open(recipe.Data.Pictures, data, options, data.PictureNames(train.Concat(dev)), Tell("detect"), cancellation));
        if (store is not null && start is not null) store.Require(start.Folder.Config.Detector!);
        if (store is not null) ranks.FirstThenOthers("claim", () => RunDetector.Claim(store, options.Folder));
        // Pre-training is scored on all of the dev set, translation on what may choose a model.
        IReadOnlyList<Example> all = dev;
        if (recipe.Data.DevWithoutPicturesIn is { } seen) dev = WithoutPictures(dev, data.Resolve(seen));
        string tokenizers = Path.Combine(options.Folder, "tokenizers");
        texts = ranks.FirstThenOthers("tokenizers", () => RunTexts.Open(recipe, data, train, tokenizers, cancellation, start));
        pictures = store is null ? null : new PictureSource(store, texts.Source, Tags);
        pairs = clock.Time("prepare", () => new TranslationData(recipe, train, dev, texts, pictures, recipe.Data.Hide is null ? null : split =>
            HiddenSources.Open(recipe, data, split), cancellation));
        if (pairs.LeftOut.Describe("training pairs") is { } left) Tell("prepare")(left);
        heldOut = data.PairEncoder(texts.Source, texts.Target).Encode(all, cancellation);
    }

    private static IReadOnlyList<Example> WithoutPictures(IReadOnlyList<Example> dev, string folder) => Directory.Exists(folder)
        ? [.. dev.Where(example => example.Picture is null || !File.Exists(Path.Combine(folder, example.Picture)))]
        : throw new DirectoryNotFoundException(
            $"{folder}: there is no such folder; data.dev_without_pictures_in names it, relative to the data folder (--data or OPTIGLOT_DATA).");

    private TagOptions? Tags => recipe.Data.Pictures?.Tags == true ? new TagOptions() : null;

    private string? Pretrain(CancellationToken cancellation)
    {
        string? weights = recipe.Model.StartFrom is { } from ? StartingWeights.Find(data, from) : null;
        if (weights is not null) StartingWeights.Check(weights, Sizes().Encoder);
        if (recipe.Pretrain.Captions is { } captions)
        {
            EncodedExample[] all = data.CaptionEncoder(texts!.Source).Encode(data.Captions(), cancellation);
            EncodedExample[] examples = CorpusEncoder.Trainable(all, recipe.Data.MaxSourcePieces, int.MaxValue, needsTarget: false);
            if (LeftOut.Count(all, examples, needsTarget: false).Describe("captions") is { } left) Tell(StageFolders.Captions)(left);
            weights = Pretrain(StageFolders.Captions, captions, examples, weights, cancellation);
        }

        return recipe.Pretrain.Pairs is { } own ? Pretrain(StageFolders.Pairs, own, pairs!.Train, weights, cancellation) : weights;
    }

    private string Pretrain(string stage, PretrainSection section, EncodedExample[] examples, string? start, CancellationToken cancellation)
    {
        if (section.Focus is { } focus) section = section with { Focus = MarkedWords.Resolve(focus, recipe, data) };
        examples = [.. examples.Where(MaskingOptions.Accepts(texts!.Source, section))];
        if (examples.Length == 0)
            throw new InvalidDataException($"{stage}: there is no text to learn from; with focus.only, some must have one of the words in focus.");
        LoopOptions loop = Options(stage, section, DataKey.Of(examples, heldOut, section, pictures));
        using ProcessLock? shared = Alone(loop, cancellation);
        if (Done(stage, loop) is { } done) return done;
        EncoderOptions sizes = Sizes().Encoder;
        using PretrainingModel model = PretrainingModel.Create(sizes, TypeOf(section), device, recipe.Seed, recipe.Model.Family, recipe.Model.FamilyOptions);
        if (start is not null) WeightFile.Load(model.Parameters, start, WeightMap.Pretraining);
        var task = new PretrainingTask(stage, recipe.Seed, section, model, examples, heldOut, pictures, texts!.Source,
            new SourceBatcher(pairs!.Layout(recipe, sizes)), ranks);
        return Loop(task, loop, cancellation);
    }

    private string Train(RecipeStage stage, string? encoder, string? weights, CancellationToken cancellation)
    {
        LoopOptions loop = Options(stage.Name, stage.Options, pairs!.Key()) with
        {
            EvaluateEvery = stage.Options.EvaluateEvery, Patience = stage.Options.Patience, AverageCheckpoints = stage.Options.AverageCheckpoints,
            ScoresStart = weights is not null && weights == start?.WeightsFile,
        };
        using ProcessLock? shared = Alone(loop, cancellation);
        string states = Path.Combine(loop.Folder, "encoder.states");
        string best = Done(stage.Name, loop) ?? Train(stage, loop, encoder, weights, stage.EncoderFrozen ? states : null, cancellation);
        // Half a gigabyte that nobody reads again. A kill after the last checkpoint leaves it, too.
        ranks.OnFirst("tidying", () => CachedStates.Delete(states));
        return best;
    }

    private LoopOptions Options(string stage, OptimisationSection section, string dataKey)
    {
        ranks.RequireSame($"{stage}: what it learns from", dataKey);
        ranks.RequireSame($"{stage}: what it starts from", folders.RecipeOf(stage).Start);
        return new()
        {
            Optimisation = section, Folder = folders.Of(stage, dataKey), Recipe = folders.RecipeOf(stage), DataKey = dataKey, Seed = recipe.Seed,
            ReportSeconds = options.ReportSeconds, Ranks = ranks, Wire = options.Wire,
        };
    }

    // Runs that share a stage and go on at the same time would write into each other's files, and one would delete what the other reads.
    private ProcessLock? Alone(LoopOptions loop, CancellationToken cancellation) => options.Parts is null || ranks.Rank > 0 ? null
        : options.WaitsForParts ? ProcessLock.Wait(loop.Folder, cancellation) : ProcessLock.Take(loop.Folder);

    private string Train(RecipeStage stage, LoopOptions loop, string? encoder, string? weights, string? statesFile, CancellationToken cancellation)
    {
        ModelOptions sizes = Sizes();
        using TranslationModel model = TranslationModel.Create(sizes, TypeOf(stage.Options), device, recipe.Seed);
        if (weights is not null) WeightFile.Load(model.Parameters, weights,
            new WeightMap([ParameterGroup.Encoder, ParameterGroup.Decoder, ParameterGroup.Modality], [], loop.ScoresStart ? ["modality."] : []));
        else if (encoder is not null) WeightFile.Load(model.Parameters, encoder, WeightMap.Encoder);
        var batcher = new SourceBatcher(pairs!.Layout(recipe, sizes));
        using CachedStates? states = statesFile is null ? null : States(statesFile, stage, model, batcher, cancellation);
        var task = new TranslationTask(recipe, stage, model, pairs, batcher, states, ranks);
        return Loop(task, loop, cancellation);
    }

    private CachedStates States(string file, RecipeStage stage, TranslationModel model, SourceBatcher batcher, CancellationToken cancellation)
    {
        Action<string> tell = Tell(stage.Name);
        using IDisposable busy = ranks.Busy("encoder states");
        return clock.Time($"{stage.Name}_states", () => CachedStates.Open(file, model, pairs!, batcher,
            done =>
            {
                if (done % 6400 < 64) tell($"encoder states of {done:N0} of {pairs!.Train.Length:N0} sentences");
            }, cancellation, ranks));
    }

    private string Loop<TBatch>(ITrainingTask<TBatch> task, LoopOptions loop, CancellationToken cancellation) where TBatch : class, IDisposable
    {
        if (ComputeType.Warning(loop.Optimisation.Precision!.Value, device) is { } warning) Tell(task.Stage)(warning);
        try
        {
            // A stage that is shared has its log beside its checkpoint, for the next run that takes it.
            using JsonLinesProgress? log = options.Parts is null || ranks.Rank > 0 ? null : new(StageLog(loop.Folder));
            LoopState state = new TrainingLoop<TBatch>(task, loop, log is null ? progress : new CompositeTrainingProgress(log, progress)).Run(cancellation);
            clock.Set(task.Stage, state.Seconds);
        }
        finally
        {
            task.Parameters.ClearGradient();
        }

        return Path.Combine(loop.Folder, LoopFiles.BestFile);
    }

    // A stage that is over, in this run or in another that shares it: its best weights.
    private string? Done(string stage, LoopOptions loop)
    {
        if (LoopFiles.FinishedIn(loop) is not { } state) return null;
        clock.Set(stage, state.Seconds);
        logs?.Adopt(stage, StageLog(loop.Folder));
        // A kill just after the last checkpoint leaves a log that does not say so.
        if (logs?.HasFinished(stage) == false) LoopReporter.Finished(stage, state, progress);
        return Path.Combine(loop.Folder, LoopFiles.BestFile);
    }

    private static string StageLog(string folder) => Path.Combine(folder, RunLogs.LogFile);

    private string Export(string weights)
    {
        using TranslationModel model = TranslationModel.Create(Sizes() with { Modality = new ModalityLossOptions() }, ScalarType.Float32, CPU, recipe.Seed);
        WeightFile.Load(model.Parameters, weights, new WeightMap([ParameterGroup.Encoder, ParameterGroup.Decoder], ["modality."], []));
        PicturesSection? section = recipe.Data.Pictures;
        ModelFolder.Save(ModelPath, model, new ModelDescription
        {
            Name = recipe.Name,
            SourceText = recipe.Text.Source.Options(recipe.Source),
            TargetText = recipe.Text.Target.Options(recipe.Target),
            SourceTokenizer = texts!.Source,
            TargetTokenizer = texts.Target,
            Detector = store?.Detector ?? start?.Folder.Config.Detector,
            Regions = section is null ? start?.Folder.Config.Regions : new RegionLimits { Min = section.MinRegions, Max = section.MaxRegions },
            Tags = section is null ? start?.Folder.Config.Tags : Tags,
            Search = recipe.Search,
        }, new ModelCard { Training = $"Recipe `{recipe.Name}`, seed {recipe.Seed}.",
            Data = [$"{recipe.Data.Set} {recipe.Data.Train}: {pairs!.Train.Length:N0} pairs, {recipe.Source} to {recipe.Target}"] }, graphs: true);
        return ModelPath;
    }

    private ModelOptions Sizes() => start?.Sizes(recipe) ?? recipe.Model.Options(texts!.Source.Count, texts.Target.Count, store?.Detector.FeatureWidth ?? 0);

    private static ScalarType TypeOf(OptimisationSection section) => ComputeType.Of(section.Precision!.Value);

    private Action<string> Tell(string stage) => message => progress.Report(new TrainingReport
    {
        Event = TrainingEvent.Message, Stage = stage, Message = message
    });
}
