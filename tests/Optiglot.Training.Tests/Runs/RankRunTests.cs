using Optiglot.Distributed;
using Optiglot.Translation;

namespace Optiglot.Training.Tests;

/// <summary>
/// Ranks that are threads do a run together, as processes under MPI do. By themselves: they change the number of threads that libtorch computes with, on which
/// the last bits depend.
/// </summary>
[Collection(nameof(RankRunTests))]
[CollectionDefinition(nameof(RankRunTests), DisableParallelization = true)]
public sealed class RankRunTests : IDisposable
{
    private readonly int threads = TorchSharp.torch.get_num_threads();

    public void Dispose() => TorchSharp.torch.set_num_threads(threads);

    private const int Updates = 20;

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(2, true)]
    public void RanksFollowOneRankOnTheSameBatches(int count, bool pictures)
    {
        using var world = new ToyWorld(pictures);
        Recipe recipe = WithoutDropout(world.Recipe(pictures), Updates);
        Losses alone = new(), together = new();
        using (var run = new TrainingRun(recipe, world.Options("alone"), alone)) run.Run();
        Together(count, world, recipe, "together", together);
        AssertClose(alone, together, 1e-5);
        // Rank 0 alone has written, once.
        Assert.Equal(Updates, JsonLinesProgress.Read(Path.Combine(world.Folder, "together", RunLogs.LogFile))
            .Count(report => report.Event == TrainingEvent.Step && report.Stage == (pictures ? "stage2" : "end_to_end")));
        Assert.NotNull(ModelFolder.Open(Path.Combine(world.Folder, "together")));
    }

    [Fact]
    public void AnotherNumberOfRanksGoesOnInTheSameOrder()
    {
        using var world = new ToyWorld(pictures: false);
        Recipe recipe = WithoutDropout(world.Recipe(pictures: false), Updates);
        Losses alone = new(), stopped = new();
        using (var run = new TrainingRun(recipe, world.Options("alone"), alone)) run.Run();
        using var stop = new CancellationTokenSource();
        AggregateException all = Assert.Throws<AggregateException>(
            () => Together(3, world, recipe, "stopped", new CompositeTrainingProgress(new StopAfter(stop, 7), stopped), stop.Token));
        Assert.All(all.InnerExceptions, error => Assert.IsType<OperationCanceledException>(error, exactMatch: false));
        Together(2, world, recipe, "stopped", stopped);
        AssertClose(alone, stopped, 1e-5);
    }

    [Fact]
    public void NumbersThatAreNoneOnOneRankEndAllAlike()
    {
        using var world = new ToyWorld(pictures: false);
        AggregateException all = Assert.Throws<AggregateException>(() => Together(3, world, WithoutDropout(world.Recipe(pictures: false), Updates), "run",
            new NullTrainingProgress(), wrap: ranks => ranks.Rank == 1 ? new BadRank(ranks, 5, blocks => blocks[3] = float.NaN) : ranks));
        string[] messages = [.. all.InnerExceptions.Select(error => Assert.IsType<DivergenceException>(error).Message).Distinct()];
        Assert.Contains("at step 5", Assert.Single(messages));
        Assert.Equal(3, all.InnerExceptions.Count);
    }

    [Fact]
    public void OtherRecipesAreRefusedByAll()
    {
        using var world = new ToyWorld(pictures: false);
        Recipe recipe = world.Recipe(pictures: false);
        AggregateException all = Assert.Throws<AggregateException>(() => ThreadedCommunicator.Run(3, ranks =>
        {
            using TrainingRun run = new(ranks.Rank == 2 ? recipe with { Seed = 8 } : recipe, world.Options("run") with { Ranks = ranks },
                new NullTrainingProgress());
        }));
        Assert.Equal(3, all.InnerExceptions.Count);
        Assert.All(all.InnerExceptions, error =>
            Assert.Contains("rank 2 has another than rank 0 (seed was 7, now 8)", Assert.IsType<InvalidDataException>(error).Message));
        Assert.False(Directory.Exists(Path.Combine(world.Folder, "run")));
    }

    [Fact]
    public void OtherDataAreRefusedByAll()
    {
        using ToyWorld world = new(pictures: false), other = new(pictures: false);
        string file = Path.Combine(other.Folder, "train.de");
        File.WriteAllLines(file, File.ReadAllLines(file).Reverse());
        AggregateException all = Assert.Throws<AggregateException>(() => ThreadedCommunicator.Run(2, ranks =>
        {
            RunOptions options = world.Options("run") with { Ranks = ranks, DataFolder = ranks.Rank == 1 ? other.Folder : world.Folder };
            using TrainingRun run = new(world.Recipe(pictures: false), options, new NullTrainingProgress());
            run.Run();
        }));
        Assert.All(all.InnerExceptions, error =>
            Assert.Contains("what it learns from: rank 1 has another", Assert.IsType<InvalidDataException>(error).Message));
    }

    [Fact]
    public void ARankThatRaisesEndsAllAndTheSameCommandGoesOn()
    {
        using var world = new ToyWorld(pictures: false);
        Recipe recipe = world.Recipe(pictures: false, epochs: 2);
        Losses straight = new();
        Together(2, world, recipe, "straight", straight);
        // After the first evaluation and its checkpoint.
        int fatal = (straight.Steps.Count / 2) + 2;
        AggregateException all = Assert.Throws<AggregateException>(() => Together(2, world, recipe, "broken", new NullTrainingProgress(),
            wrap: ranks => ranks.Rank == 1 ? new BadRank(ranks, fatal, _ => throw new IOException("the disk is full")) : ranks));
        Assert.Contains(all.InnerExceptions, error => error is RankFailedException { Rank: 1, Reason: "the disk is full" });
        Together(2, world, recipe, "broken", new NullTrainingProgress());
        Assert.Equal(Weights(world, "straight"), Weights(world, "broken"));
    }

    [Fact]
    public void AFolderThatAnotherHasEndsAll()
    {
        using var world = new ToyWorld(pictures: false);
        using ProcessLock taken = ProcessLock.Take(Path.Combine(world.Folder, "run"));
        AggregateException all = Assert.Throws<AggregateException>(() => Together(2, world, world.Recipe(pictures: false), "run", new NullTrainingProgress()));
        Assert.Contains(all.InnerExceptions, error =>
            error is RankFailedException { Rank: 0 } && error.Message.Contains("is at work there", StringComparison.Ordinal));
    }

    private static void Together(int count, ToyWorld world, Recipe recipe, string name, ITrainingProgress first, CancellationToken cancellation = default,
        Func<ICommunicator, ICommunicator>? wrap = null) => ThreadedCommunicator.Run(count, ranks =>
    {
        // As processes share the cores.
        TorchSharp.torch.set_num_threads(ranks.Cores);
        RunOptions options = world.Options(name) with { Ranks = wrap?.Invoke(ranks) ?? ranks };
        using TrainingRun run = new(recipe, options, ranks.Rank == 0 ? first : new NullTrainingProgress());
        run.Run(cancellation: cancellation);
    });

    // Which words are left out depends on the rank; what a batch is made of does not.
    private static Recipe WithoutDropout(Recipe recipe, int steps)
    {
        StageSection? Cut(StageSection? stage) => stage is null ? null : stage with { MaxSteps = steps, LearningRate = 2e-3, BpeDropout = 0.1 };
        return recipe with
        {
            Model = recipe.Model with { Encoder = recipe.Model.Encoder with { Dropout = 0 }, Decoder = recipe.Model.Decoder with { Dropout = 0 } },
            Pretrain = new PretrainSections { Pairs = recipe.Pretrain.Pairs is { } pairs ? pairs with { MaxSteps = steps, MaxEpochs = null } : null },
            EndToEnd = Cut(recipe.EndToEnd), Stage1 = Cut(recipe.Stage1), Stage2 = Cut(recipe.Stage2),
        };
    }

    private static void AssertClose(Losses alone, Losses together, double relative)
    {
        Assert.Equal(alone.Steps.Keys, together.Steps.Keys);
        double worst = alone.Steps.Max(step => Math.Abs(together.Steps[step.Key] - step.Value) / step.Value);
        Assert.True(worst <= relative, $"losses differ by {worst:E1} of their size");
    }

    private static byte[] Weights(ToyWorld world, string name) => File.ReadAllBytes(Path.Combine(world.Folder, name, "model", ModelFolder.WeightsFile));

    private sealed class Losses : ITrainingProgress
    {
        internal SortedDictionary<(string Stage, long Step), double> Steps { get; } = [];

        public void Report(TrainingReport report)
        {
            if (report.Event == TrainingEvent.Step) Steps[(report.Stage, report.Step)] = report.Loss!.Value;
        }
    }
}
