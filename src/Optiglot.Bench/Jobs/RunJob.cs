using Optiglot.Distributed;
using Optiglot.Training;

namespace Optiglot.Bench;

/// <summary>
/// A whole training run, as <c>./optiglot train</c> makes it: reading, tokenising, batches made ahead, steps, logs, one evaluation at the end. It is made once,
/// whatever <see cref="BenchJob.Repeats"/> says.
/// </summary>
public sealed record RunJob : BenchJob
{
    private const string Train = "train", Dev = "dev";
    private const string StoreFile = "regions.sqlite";
    private const int DevLines = 16, Pictures = 500;

    /// <summary>The network.</summary>
    public required ModelSection Model { get; init; }

    /// <summary>Number format.</summary>
    public Precision Precision { get; init; }

    /// <summary>Whether this is stage 1: the encoder frozen, its states kept on disk.</summary>
    public bool Frozen { get; init; }

    /// <summary>Training pairs that are made up.</summary>
    public int Lines { get; init; } = 29_000;

    /// <summary>Passes over the data; null: <see cref="Steps"/> decides.</summary>
    public int? Epochs { get; init; } = 1;

    /// <summary>Most updates.</summary>
    public int? Steps { get; init; }

    /// <summary>Target positions a batch.</summary>
    public int BatchTokens { get; init; } = 4096;

    /// <summary>Pieces to learn.</summary>
    public int Vocabulary { get; init; } = 10_000;

    /// <summary>Regions of the picture that each made-up pair has; 0: no pictures.</summary>
    public int Regions { get; init; }

    /// <summary>Numbers in a region's feature: those of bottom-up attention.</summary>
    public int RegionFeatures { get; init; } = 2048;

    /// <summary>Folder of Multi30K; null makes pairs up.</summary>
    public string? Multi30k { get; init; }

    /// <inheritdoc/>
    public override Precision? Format => Precision;

    /// <inheritdoc/>
    public override void Prepare(string folder)
    {
        if (Multi30k is not null) return;
        Write(Train, Lines, Seed);
        Write(Dev, DevLines, Seed + 1_000_000_007);
        if (Regions > 0) MadeUpStore.Write(Path.Combine(folder, StoreFile), Pictures, Regions, RegionFeatures, Seed);

        void Write(string split, int lines, ulong seed)
        {
            (string source, string target) = (Path.Combine(folder, split + ".source"), Path.Combine(folder, split + ".target"));
            if (!File.Exists(source)) MadeUpLines.Write(source, target, lines, seed);
            if (Regions > 0) File.WriteAllLines(PicturesOf(folder, split), Enumerable.Range(0, lines).Select(line => MadeUpStore.Name(line % Pictures)));
        }
    }

    /// <inheritdoc/>
    public override JobResult Run(string folder) => Run(folder, new SingleProcess());

    /// <inheritdoc/>
    public override JobResult Run(string folder, ICommunicator ranks)
    {
        Recipe recipe = Recipe(folder);
        string run = Path.Combine(folder, "run");
        ranks.OnFirst("tidying", () =>
        {
            if (Directory.Exists(run)) Directory.Delete(run, recursive: true);
        });
        RunTimes times = new();
        RunOptions options = new() { Folder = run, DataFolder = folder, ReportSeconds = 0, Ranks = ranks };
        using (TrainingRun training = new(recipe, options, times)) training.Run(RunStep.Stage1);
        // Rank 0 alone is told of steps.
        if (ranks.Rank > 0) return new JobResult { Seconds = [0], Work = 0 };
        (double seconds, double tokens, int steps) = times.Steady();
        double parameters = new FileInfo(Path.Combine(run, recipe.Stages()[0].Name, "best.safetensors")).Length / 4.0;
        double weights = parameters * (Precision == Precision.Bf16 ? 6 : 4), moments = parameters * (Precision == Precision.Bf16 ? 10 : 12);
        Dictionary<string, double> values = new()
        {
            ["prepare_seconds"] = times.Prepare, ["tokens"] = tokens, ["steps"] = times.Steps,
            ["epoch_seconds"] = seconds / steps * times.Steps / (Epochs ?? 1),
            ["step_seconds"] = seconds / steps, ["communication"] = times.Communication, ["parameters"] = parameters,
            ["weight_bytes"] = weights, ["optimiser_bytes"] = moments,
        };
        return new JobResult { Seconds = [seconds], Work = tokens, Values = values, PeakBytes = JobResult.PeakMemory() };
    }

    private Recipe Recipe(string folder)
    {
        StageSection stage = new()
        {
            MaxEpochs = Epochs, MaxSteps = Steps, BatchTokens = BatchTokens, Precision = Precision, AverageCheckpoints = 1, EvaluateEvery = 1_000_000,
            Patience = 0
        };
        LanguageSection language = new() { Size = Vocabulary };
        return new Recipe
        {
            Name = "bench",
            Seed = Seed,
            Data = Multi30k is null
                ? new DataSection
                {
                    Set = CorpusKind.Files, Train = Train, Dev = Dev,
                        Files = new Dictionary<string, FilesSection> { [Train] = Files(folder, Train), [Dev] = Files(folder, Dev) },
                        Pictures = Regions > 0 ? new PicturesSection { Regions = Path.Combine(folder, StoreFile), MinRegions = Math.Min(10, Regions),
                        MaxRegions = Regions, Tags = false } : null
                }
                : new DataSection { Folder = Multi30k, MaxTrain = Lines, MaxDev = DevLines },
            Text = new TextSection { Joint = Model.Decoder.ShareWithEncoder, Source = language, Target = language },
            Model = Model,
            EndToEnd = Frozen ? null : stage,
            Stage1 = Frozen ? stage : null,
        };
    }

    private FilesSection Files(string folder, string split) => new()
    {
        Source = Path.Combine(folder, split + ".source"), Target = Path.Combine(folder, split + ".target"),
        Pictures = Regions > 0 ? PicturesOf(folder, split) : null,
    };

    private static string PicturesOf(string folder, string split) => Path.Combine(folder, split + ".pictures");
}
