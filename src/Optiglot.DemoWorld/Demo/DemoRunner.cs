using System.Diagnostics;
using Optiglot.Metrics;
using Optiglot.Text;
using Optiglot.Training;
using Optiglot.Translation;
using Optiglot.Vision;

namespace Optiglot.DemoWorld;

/// <summary>
/// The whole method on the drawn world: draw, detect, pre-train, two stages with pictures; the same without; then translate unseen scenes
/// with the right, a wrong, an unrelated, a twin and no picture.
/// </summary>
public sealed class DemoRunner(DemoOptions options, ITrainingProgress listener)
{
    /// <summary>Name of the report in the demo's folder.</summary>
    public const string ReportFile = "report.html";

    /// <summary>Name of the detector in the demo's folder.</summary>
    public const string DetectorFile = "world-detector.json";

    private readonly SharedProgress progress = new(listener);
    private readonly List<DemoPhase> phases = [];
    private readonly Stopwatch watch = new();

    /// <summary>Runs the demo and writes its report. Started again in the same folder with the same options, it goes on where it was.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="InvalidDataException">The folder holds a demo of other options.</exception>
    /// <exception cref="IOException">The folder cannot be written, or another process is at work there.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; what was done is kept.</exception>
    public DemoResult Run(CancellationToken cancellation = default)
    {
        options.Check();
        using var alone = ProcessLock.Take(options.Folder);
        DemoFolder.Claim(options);
        watch.Restart();
        var world = WorldGenerator.Generate(options.World);
        var twins = WorldGenerator.Twins(world.Test);
        Scene[] scenes = [.. world.Pairs, .. world.Train, .. world.Dev, .. world.Test, .. twins];
        var pictures = Phase("draw", $"{scenes.Length:N0} scenes of {options.World.PictureSize} pixels", () => Draw(world, scenes, cancellation));
        using var detector = Phase("learn to see", $"a detector from {options.Catalogue * Lexicon.Nouns.Sum(n => n.Senses.Count):N0} labelled "
            + "drawings", LearnToSee);
        using var store = Phase("detect", $"{RegionDescriptor.Width} numbers a region", () => Detect(detector, pictures, cancellation));

        var models = Phase("train", "pre-training, stage 1 and stage 2, with pictures and without, side by side", () => SideBySide.Run(
            stop => Train(DemoRecipes.Multimodal(options), detector, "with pictures", stop),
            stop => Train(DemoRecipes.TextOnly(options), null, "text only", stop),
            cancellation));

        var result = Phase("translate", $"{options.World.Test:N0} unseen scenes, five times", () => Measure(
            world, twins, store, (models.First.Model, models.Second.Model), cancellation));
        result = result with
        {
            Curves =
            [
                DemoCurve.Read(models.First.Log, "with pictures", DemoCondition.RightPicture),
                DemoCurve.Read(models.Second.Log, "text only", DemoCondition.TextOnly),
            ],
            Phases = [.. phases],
            Minutes = watch.Elapsed.TotalMinutes,
        };
        DemoReport.Write(result, Path.Combine(options.Folder, ReportFile));
        return result;
    }

    private T Phase<T>(string name, string detail, Func<T> work)
    {
        progress.Report(new TrainingReport { Event = TrainingEvent.StageStarted, Stage = name, Message = detail });
        var clock = Stopwatch.StartNew();
        var made = work();
        phases.Add(new(name, detail, clock.Elapsed.TotalSeconds));
        progress.Report(new TrainingReport { Event = TrainingEvent.StageFinished, Stage = name, Elapsed = clock.Elapsed });
        return made;
    }

    private IReadOnlyList<string> Draw(WorldData world, Scene[] scenes, CancellationToken cancellation)
    {
        WorldFolder.WriteText(world, options.Folder);
        return WorldFolder.WritePictures(scenes, options.Folder, options.World.PictureSize, cancellation: cancellation);
    }

    private WorldDetector LearnToSee()
    {
        var detector = WorldDetector.Learn(options.CatalogueSeed, options.Catalogue);
        detector.Save(Path.Combine(options.Folder, DetectorFile));
        return detector;
    }

    private RegionStore Detect(WorldDetector detector, IReadOnlyList<string> pictures, CancellationToken cancellation)
    {
        var store = RegionStore.OpenOrCreate(Path.Combine(options.Folder, DemoRecipes.Regions), detector.Info);
        new RegionExtractor(detector, new() { Regions = new RegionLimits { Min = 1, Max = 10 } }).Run(pictures, store, cancel: cancellation);
        return store;
    }

    private (string Model, string Log) Train(Recipe recipe, IRegionDetector? detector, string name, CancellationToken cancellation)
    {
        string folder = Path.Combine(options.Folder, recipe.Name);
        using var run = new TrainingRun(recipe, new() { Folder = folder, DataFolder = options.Folder, Detector = detector }, new NamedProgress(name, progress));
        run.Run(RunStep.Export, cancellation);
        return (run.ModelPath, run.LogPath);
    }

    private DemoResult Measure(
        WorldData world, IReadOnlyList<Scene> twins, RegionStore store, (string Seeing, string Blind) models, CancellationToken cancellation)
    {
        var search = DemoRecipes.Multimodal(options).Search;
        using var seeing = Translator.Open(models.Seeing, new TranslatorSettings { Store = store });
        using var blind = Translator.Open(models.Blind);
        int[] wrong = Derangement.Within([.. world.Test.Select(s => s.Plan.Ambiguous.Noun)], options.World.Seed);
        int[] unrelated = Derangement.Of(world.Test.Count, options.World.Seed);
        IReadOnlyList<string> Say(ITranslator translator, Func<int, string?> picture)
        {
            var requests = world.Test.Select((s, i) => new TranslationRequest(s.Caption.English, picture(i))).ToList();
            return [.. translator.Translate(requests, new() { Search = search }, cancellation).Select(r => r.Text)];
        }

        var textOnly = Say(blind, _ => null);
        var right = Say(seeing, i => world.Test[i].PictureName);
        var misled = Say(seeing, i => world.Test[wrong[i]].PictureName);
        var astray = Say(seeing, i => world.Test[unrelated[i]].PictureName);
        var twin = Say(seeing, i => twins[i].PictureName);
        var picked = DemoExamples.Pick(world.Test, options.Language, options.Examples);
        var attended = DemoExamples.Attend(seeing, [.. picked.Select(i => world.Test[i])], search);
        return new()
        {
            Language = options.Language,
            World = options.World,
            BleuSignature = Score(world.Test, right).Signature,
            MeteorSignature = Meteor(world.Test, right).Signature,
            Rows =
            [
                Row(DemoCondition.TextOnly, world.Test, textOnly),
                Row(DemoCondition.RightPicture, world.Test, right),
                Row(DemoCondition.WrongPicture, world.Test, misled),
                Row(DemoCondition.UnrelatedPicture, world.Test, astray),
                Row(DemoCondition.TwinPicture, twins, twin),
            ],
            Examples = [.. picked.Select((scene, place) => new DemoExample
            {
                Scene = world.Test[scene],
                WrongScene = world.Test[wrong[scene]],
                TextOnly = textOnly[scene],
                Right = right[scene],
                Wrong = misled[scene],
                TwinScene = twins[scene],
                Twin = twin[scene],
                Regions = store.TryGet(world.Test[scene].PictureName, out var regions) ? DemoExamples.Regions(regions, store.Detector) : [],
                Words = attended[place],
            })],
        };
    }

    private DemoRow Row(DemoCondition condition, IReadOnlyList<Scene> scenes, IReadOnlyList<string> hypotheses) =>
        new(condition, Score(scenes, hypotheses).Value, new AmbiguityScorer(options.Language).Score(scenes, hypotheses))
        {
            Meteor = Meteor(scenes, hypotheses).Value,
            Hypotheses = hypotheses,
        };

    private MetricScore Score(IReadOnlyList<Scene> scenes, IReadOnlyList<string> hypotheses) =>
        new Bleu().Score(hypotheses, [.. scenes.Select(s => s.Caption.In(options.Language))]);

    // Without function words, which are data of others: the demo needs none.
    private MetricScore Meteor(IReadOnlyList<Scene> scenes, IReadOnlyList<string> hypotheses)
    {
        TextPreparer preparer = new(new TextOptions { Language = options.Language, LowerCase = true });
        return Metrics.Meteor.ExactAndStem(options.Language, dataFolder: null)!.Score(
            [.. hypotheses.Select(preparer.Prepare)], [.. scenes.Select(s => preparer.Prepare(s.Caption.In(options.Language)))]);
    }
}
