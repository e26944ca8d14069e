using Optiglot.Networks;
using Optiglot.Vision;

namespace Optiglot.Training.Tests;

/// <summary>
/// Captions that name the colour of their pictures, and nothing else is in the pictures: so much as the colour tells, so often can right and wrong pictures be
/// told apart. No picture is seen twice, and those of the held-out captions are never seen in training.
/// </summary>
internal sealed class PairWorld : IDisposable
{
    private static readonly string[] Colours = ["red", "blue", "green", "white", "black", "brown", "pink", "grey"];
    private static readonly string[] Things = ["car", "hat", "dog", "door", "ball", "cup"];

    internal PairWorld()
    {
        Folder = Directory.CreateTempSubdirectory("optiglot-pairs-").FullName;
        Dictionary<string, int> colours = [];
        foreach ((string split, int lines) in new[] { ("train", 3000), ("val", 300) }) Write(split, lines, colours);
        WriteStore(Real, colours, width: Colours.Length, (colour, at, random) => (at == colour ? 1f : 0f) + (0.1f * random.NextSingle()));
        WriteStore(Noise, colours, width: 16, (_, _, random) =>
            (float)Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * MathF.Cos(MathF.Tau * random.NextSingle()));
    }

    internal string Folder { get; }

    /// <summary>Pictures that show the colour.</summary>
    internal string Real => Path.Combine(Folder, "real.sqlite");

    /// <summary>Pictures of 16 random numbers each.</summary>
    internal string Noise => Path.Combine(Folder, "noise.sqlite");

    /// <summary>Pre-trains, and gives what was found on held-out captions at the end.</summary>
    internal IReadOnlyDictionary<string, double> Pretrain(string store, string name, Func<PretrainSection, PretrainSection>? change = null,
        Func<ModelSection, ModelSection>? model = null)
    {
        var section = new PretrainSection
        {
            MaxEpochs = 20, BatchTokens = 1000, LearningRate = 4e-3, WarmupSteps = 50, Decay = LearningRateDecay.Linear, Precision = Precision.Fp32
        };
        var recipe = new Recipe
        {
            Name = "pairs",
            Data = new DataSection
            {
                Set = CorpusKind.Files,
                Dev = "val",
                Files = new[] { "train", "val" }.ToDictionary(split => split, split => new FilesSection
                {
                    Source = $"{split}.en", Target = $"{split}.en", Pictures = $"{split}.pictures"
                }),
                Pictures = new PicturesSection { Regions = store, Tags = false, MinRegions = 1 },
            },
            Text = new TextSection { Joint = true, Source = new LanguageSection { LowerCase = true, Size = 120 } },
            Model = new ModelSection
            {
                Encoder = new EncoderOptions
                {
                    VocabularySize = 0, Width = 32, Layers = 2, Heads = 2, FeedForward = 64, MaximumPositions = 32, Norm = NormPlacement.Pre,
                    InitialDeviation = 0, ScaleEmbeddings = true, Dropout = 0, AttentionDropout = 0
                },
                Decoder = new DecoderOptions { VocabularySize = 0, Width = 32, Layers = 1, Heads = 2, FeedForward = 64, MaximumPositions = 32 },
            },
            Pretrain = new PretrainSections { Pairs = change?.Invoke(section) ?? section },
        };
        recipe = recipe with { Model = model?.Invoke(recipe.Model) ?? recipe.Model };
        var last = new Last();
        using var run = new TrainingRun(recipe, new RunOptions { Folder = Path.Combine(Folder, name), DataFolder = Folder, ReportSeconds = 0 }, last);
        run.Run(RunStep.Pretrain);
        return last.Values;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private void Write(string split, int lines, Dictionary<string, int> colours)
    {
        var random = new Random(split.Length);
        List<string> text = [], pictures = [];
        for (int i = 0; i < lines; i++)
        {
            int colour = random.Next(Colours.Length);
            text.Add($"a {Colours[colour]} {Things[random.Next(Things.Length)]} and a {Things[random.Next(Things.Length)]}");
            pictures.Add($"{split}-{i}.png");
            colours[pictures[^1]] = colour;
        }

        File.WriteAllLines(Path.Combine(Folder, $"{split}.en"), text);
        File.WriteAllLines(Path.Combine(Folder, $"{split}.pictures"), pictures);
    }

    private static void WriteStore(string path, Dictionary<string, int> colours, int width, Func<int, int, Random, float> number)
    {
        var random = new Random(5);
        using RegionStore store = RegionStore.Create(path, new DetectorInfo { Name = "pairs", Sha256 = "00", FeatureWidth = width });
        store.Put(colours.Select(
            picture => (picture.Key,
            new RegionSet(10, 10, [0, 0, 1, 1], [0.9f], [RegionSet.None], null,
            [.. Enumerable.Range(0, width).Select(at => number(picture.Value, at, random))]))));
    }

    private sealed class Last : ITrainingProgress
    {
        internal IReadOnlyDictionary<string, double> Values { get; private set; } = new Dictionary<string, double>();

        public void Report(TrainingReport report)
        {
            if (report.Event == TrainingEvent.Evaluation) Values = report.Values!;
        }
    }
}
