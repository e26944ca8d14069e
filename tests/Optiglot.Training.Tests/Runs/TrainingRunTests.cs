using System.Runtime.InteropServices;
using Optiglot.Translation;

namespace Optiglot.Training.Tests;

public class TrainingRunTests
{
    [Fact]
    public void StoppedAndResumedEqualsUninterruptedToTheLastBit()
    {
        using var world = new ToyWorld(pictures: false);
        Recipe recipe = world.Recipe(pictures: false, epochs: 2);
        using (var straight = new TrainingRun(recipe, world.Options("straight"), new NullTrainingProgress())) straight.Run();
        int stops = 0;
        for (bool done = false; !done;)
        {
            using var stop = new CancellationTokenSource();
            using var run = new TrainingRun(recipe, world.Options("stopped"), new StopAfter(stop, 5 + stops));
            try
            {
                run.Run(cancellation: stop.Token);
                done = true;
            }
            catch (OperationCanceledException)
            {
                stops++;
            }
        }

        Assert.True(stops >= 2, $"stopped {stops} times");
        Assert.Equal(Weights(world, "straight"), Weights(world, "stopped"));
        Assert.NotNull(ModelFolder.Open(Path.Combine(world.Folder, "stopped")).Config.Onnx?.Float32);
    }

    // It was never made: another checkpoint was the best, and others were averaged.
    [Theory, InlineData(1), InlineData(2)]
    public void AStopWhereAnEvaluationIsDueDoesNotLoseIt(int epoch)
    {
        using var world = new ToyWorld(pictures: false);
        Recipe recipe = world.Recipe(pictures: false, epochs: 2);
        Recorder straight = new(), stopped = new();
        using (var run = new TrainingRun(recipe, world.Options("straight"), straight)) run.Run();
        int updates = straight.All.Count(report => report.Event == TrainingEvent.Step) / 2;
        using (var stop = new CancellationTokenSource())
        using (var run = new TrainingRun(recipe, world.Options("stopped"), new StopAfter(stop, epoch * updates)))
            Assert.ThrowsAny<OperationCanceledException>(() => run.Run(cancellation: stop.Token));
        using (var run = new TrainingRun(recipe, world.Options("stopped"), stopped)) run.Run();
        Assert.Equal(Scores(straight)[(epoch - 1)..], Scores(stopped));
        Assert.Equal(Weights(world, "straight"), Weights(world, "stopped"));

        static double[] Scores(Recorder reports) => [.. reports.All.Where(report => report.DevBleu is not null).Select(report => report.DevBleu!.Value)];
    }

    [Theory]
    [InlineData(Precision.Fp32)]
    [InlineData(Precision.Bf16)]
    public void WhatIsOnlyInThePictureIsLearned(Precision precision)
    {
        using var world = new ToyWorld(pictures: true);
        Recipe recipe = world.Recipe(pictures: true, precision, epochs: 9);
        recipe = recipe with { Stage1 = Scored(recipe.Stage1), Stage2 = Scored(recipe.Stage2) };
        var reports = new Recorder();
        using (var run = new TrainingRun(recipe, world.Options("run"), reports)) run.Run();
        (int right, int wrong) = (world.SecretsFound("run", turned: 0), world.SecretsFound("run", turned: 1));
        Assert.True(right >= 32 && wrong <= 6,
            $"of {ToyWorld.Held} secrets, {right} with the right picture and {wrong} with a wrong one, with {precision}; last reports: {reports.Tail}");
        Assert.Contains(reports.All, report => report.Values?.ContainsKey("lambda") == true);

        // An update's batch at once, and a score every three epochs.
        static StageSection Scored(StageSection? stage) =>
            stage! with { EvaluateEvery = 3, BatchTokens = 240, MicroBatchTokens = 240, Accumulate = 1 };
    }

    [Fact]
    public void WhatRunsHaveInCommonIsTrainedOnceWhereTheyShareParts()
    {
        using var world = new ToyWorld(pictures: true);
        Recipe recipe = Few(world.Recipe(pictures: true)), other = recipe with
        {
            Name = "other", Model = recipe.Model with { Modality = new() }, Stage1 = recipe.Stage1! with { MaxSteps = 3 }
        };
        Recipe same = recipe with { Name = "same", Stage2 = recipe.Stage2! with { MaxSteps = 3 } };
        Train("alone", recipe, shares: false);
        Recorder first = Train("first", recipe, shares: true), second = Train("second", other, shares: true), third = Train("third", same, shares: true);
        Assert.Equal(Weights(world, "alone"), Weights(world, "first"));
        Assert.Equal(["vlp_pairs", "stage1", "stage2"], Trained(first));
        Assert.Equal(["stage1", "stage2"], Trained(second));
        Assert.Equal(["stage2"], Trained(third));
        // What was trained elsewhere is told as if it had been trained here.
        Assert.Equal(["vlp_pairs", "stage1", "stage2"],
            TrainingSummary.Read(TrainingSummary.LogIn(Path.Combine(world.Folder, "third"))).Select(stage => stage.Stage));
        Assert.Empty(Directory.GetFiles(Path.Combine(world.Folder, "parts"), "encoder.states", SearchOption.AllDirectories));

        static Recipe Few(Recipe all) => all with
        {
            Pretrain = new PretrainSections { Pairs = all.Pretrain.Pairs! with { MaxSteps = 2 } }, Stage1 = all.Stage1! with { MaxSteps = 2 },
            Stage2 = all.Stage2! with { MaxSteps = 2 },
        };

        Recorder Train(string name, Recipe own, bool shares)
        {
            var reports = new Recorder();
            using TrainingRun run = new(own, world.Options(name) with { Parts = shares ? Path.Combine(world.Folder, "parts") : null }, reports);
            run.Run();
            return reports;
        }

        static string[] Trained(Recorder reports) =>
            [.. reports.All.Where(report => report.Event == TrainingEvent.StageStarted).Select(report => report.Stage)];
    }

    [Theory, InlineData(false), InlineData(true)]
    public void PartsOfABatchMakeTheUpdateOfTheWhole(bool pictures)
    {
        using var world = new ToyWorld(pictures);
        Recipe recipe = world.Recipe(pictures, epochs: 1);
        recipe = recipe with
        {
            Model = recipe.Model with { Encoder = recipe.Model.Encoder with { Dropout = 0 }, Decoder = recipe.Model.Decoder with { Dropout = 0 } }
        };
        float[] whole = Trained("whole", 100_000), parts = Trained("parts", 50);
        double off = whole.Zip(parts, (a, b) => (double)(a - b) * (a - b)).Sum(), size = whole.Sum(a => (double)a * a);
        Assert.True(off < 2.5e-7 * size, $"weights differ by {Math.Sqrt(off / size):E1} of their size");

        float[] Trained(string name, int positions)
        {
            StageSection? Cut(StageSection? stage, int steps) => stage is null ? null : stage with { MicroBatchTokens = positions, MaxSteps = steps };
            PretrainSection? pairs = recipe.Pretrain.Pairs is { } found
                ? found with { MicroBatchTokens = positions, MaxSteps = 12, LearningRate = 1e-2 } : null;
            Recipe cut = recipe with
            {
                Pretrain = new PretrainSections { Pairs = pairs }, EndToEnd = Cut(recipe.EndToEnd, 12), Stage1 = Cut(recipe.Stage1, 1),
                Stage2 = Cut(recipe.Stage2, 1)
            };
            using var run = new TrainingRun(cut, world.Options(name), new NullTrainingProgress());
            run.Run();
            // A safetensors file: the header's length, the header, the numbers.
            byte[] file = Weights(world, name);
            return MemoryMarshal.Cast<byte, float>(file.AsSpan(8 + (int)BitConverter.ToInt64(file))).ToArray();
        }
    }

    [Fact]
    public void OurOwnTranslationsBecomeTrainingPairsOnceAndForAll()
    {
        using var world = new ToyWorld(pictures: false);
        Recipe recipe = world.Recipe(pictures: false, epochs: 1);
        using (var first = new TrainingRun(recipe, world.Options("first"), new NullTrainingProgress())) first.Run();
        File.WriteAllLines(Path.Combine(world.Folder, "more.en"),
            ["one two", "three", "three", "four five six", File.ReadLines(Path.Combine(world.Folder, "val.en")).First()]);
        SyntheticSection more = new()
        {
            Model = Path.Combine(world.Folder, "first"), Texts = [new CaptionsSection { File = "more.en", Form = CaptionForm.Lines }]
        };
        Recipe second = recipe with { Data = recipe.Data with { SelfTraining = more, MaxTrain = 20 } };
        var data = new RecipeData(second, world.Folder);
        string parts = Path.Combine(world.Folder, "parts");
        IReadOnlyList<Example> made = new SyntheticPairs(second, data, parts, _ => { }).Make(default);
        // One stood there twice, one is a sentence of the dev set.
        Assert.Equal(["one two", "three", "four five six"], made.Select(pair => pair.Source));
        Assert.All(made, pair => Assert.Equal(Example.NoLine, pair.Line));
        // The parts are there: the model is not asked again.
        Directory.Delete(Path.Combine(world.Folder, "first"), recursive: true);
        Assert.Equal(made, new SyntheticPairs(second, data, parts, _ => { }).Make(default));
        using var run = new TrainingRun(recipe with { Data = recipe.Data with { BackTranslation = more } }, world.Options("second"),
            new NullTrainingProgress());
        Assert.Contains("first", Assert.ThrowsAny<IOException>(() => run.Run()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFolderOfAnotherRecipeIsRefused()
    {
        using var world = new ToyWorld(pictures: false);
        new TrainingRun(world.Recipe(false), world.Options("run"), new NullTrainingProgress()).Dispose();
        InvalidDataException error =
            Assert.Throws<InvalidDataException>(() => new TrainingRun(world.Recipe(false) with { Seed = 8 }, world.Options("run"), new NullTrainingProgress()));
        Assert.Contains("--out", error.Message);
    }

    [Fact]
    public void AFormatThatIsNotNamedIsTheFasterOneAndIsWrittenDown()
    {
        using var world = new ToyWorld(pictures: false);
        Recipe recipe = world.Recipe(false);
        using (new TrainingRun(recipe with { EndToEnd = recipe.EndToEnd! with { Precision = null } }, world.Options("run"), new NullTrainingProgress())) { }
        string fastest = ComputeType.Fastest(TorchSharp.torch.CPU) == Precision.Bf16 ? "bf16" : "fp32";
        Assert.Contains($"precision: {fastest}", File.ReadAllText(Path.Combine(world.Folder, "run", TrainingRun.RecipeFile)));
    }

    [Fact]
    public void Bf16WithoutInstructionsForItIsTold()
    {
        Assert.Equal(ProcessorFeatures.Bf16, ComputeType.Warning(Precision.Bf16, TorchSharp.torch.CPU) is null);
        Assert.Null(ComputeType.Warning(Precision.Fp32, TorchSharp.torch.CPU));
        Assert.Null(ComputeType.Warning(Precision.Bf16, new TorchSharp.torch.Device(TorchSharp.DeviceType.CUDA, 0)));
    }

    [Fact]
    public void DamagedTimesAreToldInOneLine()
    {
        using var world = new ToyWorld(pictures: false);
        string times = Path.Combine(world.Folder, "run", "run.json");
        Directory.CreateDirectory(Path.GetDirectoryName(times)!);
        File.WriteAllText(times, "{ \"stage1\": 1");
        InvalidDataException error =
            Assert.Throws<InvalidDataException>(() => new TrainingRun(world.Recipe(false), world.Options("run"), new NullTrainingProgress()));
        Assert.Contains("run.json: is damaged", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    private static byte[] Weights(ToyWorld world, string name) => File.ReadAllBytes(Path.Combine(world.Folder, name, "model", ModelFolder.WeightsFile));

    private sealed class Recorder : ITrainingProgress
    {
        internal List<TrainingReport> All { get; } = [];

        internal string Tail => string.Join("; ", All.Where(report => report.Event == TrainingEvent.Step && report.Step % 20 == 0)
            .Select(report => $"{report.Stage} {report.Step}: loss {report.Loss:F3} BLEU {report.DevBleu:F2}"));

        public void Report(TrainingReport report) => All.Add(report);
    }
}
