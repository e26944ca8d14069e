using Optiglot.Networks;
using Optiglot.Vision;

namespace Optiglot.Training.Tests;

/// <summary>
/// A small translation task in a folder: number words, each with its own target word, said in reverse; the last target word is only in the picture.
/// </summary>
internal sealed class ToyWorld : IDisposable
{
    private static readonly string[] Words = ["one", "two", "three", "four", "five", "six", "seven", "eight"];
    private static readonly string[] Targets = ["eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht"];
    private static readonly string[] Secrets = ["rot", "blau", "gelb"];

    internal ToyWorld(bool pictures)
    {
        Folder = Directory.CreateTempSubdirectory("optiglot-toy-").FullName;
        Write("train", 600, pictures);
        Write("val", Held, pictures);
        if (pictures) WriteRegions();
    }

    /// <summary>Held-out sentences, each with a word that is in its picture alone.</summary>
    internal const int Held = 40;

    internal string Folder { get; }

    internal string Store => Path.Combine(Folder, "regions.sqlite");

    internal Recipe Recipe(bool pictures, Precision precision = Precision.Fp32, int epochs = 4) => new()
    {
        Name = "toy",
        Seed = 7,
        Data = new DataSection
        {
            Set = CorpusKind.Files,
            Dev = "val",
            Files = new[] { "train", "val" }.ToDictionary(split => split, split => new FilesSection
            {
                Source = $"{split}.en", Target = $"{split}.de", Pictures = pictures ? $"{split}.pictures" : null
            }),
            Pictures = pictures ? new PicturesSection { Regions = Store, Tags = false, MinRegions = 1 } : null,
        },
        Text = new TextSection { Joint = true, Source = new LanguageSection { LowerCase = true, Size = 80 } },
        Model = new ModelSection
        {
            Encoder = new EncoderOptions
            {
                VocabularySize = 0, Width = 32, Layers = 1, Heads = 2, FeedForward = 64, MaximumPositions = 64, Norm = NormPlacement.Pre, InitialDeviation = 0,
                ScaleEmbeddings = true, Dropout = 0.1, AttentionDropout = 0
            },
            Decoder = new DecoderOptions
            {
                VocabularySize = 0, Width = 32, Layers = 1, Heads = 2, FeedForward = 64, MaximumPositions = 64, Dropout = 0.1, AttentionDropout = 0
            },
            // λ learns as fast as the rest and so sinks: here picture and text have nothing in common, and a loss that makes them alike would hide the one from
            // the other.
            Modality = new ModalityLossOptions { Layers = pictures ? ModalityLayers.Last : ModalityLayers.None, Rate = 1 },
        },
        Pretrain = pictures ? new PretrainSections { Pairs = new PretrainSection { MaxEpochs = 1, BatchTokens = 400, LearningRate = 1e-3, WarmupSteps = 10,
            Precision = Precision.Fp32 } } : new PretrainSections(),
        EndToEnd = pictures ? null : Stage(epochs, precision),
        Stage1 = pictures ? Stage(epochs, precision) : null,
        Stage2 = pictures ? Stage(epochs, precision) : null,
        Search = new Translation.BeamOptions { Beam = 2 },
    };

    internal RunOptions Options(string name) => new() { Folder = Path.Combine(Folder, name), DataFolder = Folder, ReportSeconds = 0 };

    /// <summary>
    /// How many of the held-out secrets a run's model says, where each picture is one that shows the secret so many places on; 0: the right ones.
    /// </summary>
    internal int SecretsFound(string run, int turned)
    {
        string[] sources = Lines("val.en"), targets = Lines("val.de");
        IEnumerable<string> pictures = Lines("val.pictures").Select(name => $"{(name[0] - '0' + turned) % Secrets.Length}{name[1..]}");
        using var store = RegionStore.Open(Store);
        using Translation.Translator translator = Translation.Translator.Open(Path.Combine(Folder, run), new Translation.TranslatorSettings { Store = store });
        var said = translator.Translate([.. sources.Zip(pictures, (text, picture) => new Translation.TranslationRequest(text, picture))]);
        return said.Zip(targets).Count(pair => pair.First.Tokenized.Split(' ')[^1] == pair.Second.Split(' ')[^1]);

        string[] Lines(string file) => File.ReadAllLines(Path.Combine(Folder, file));
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static StageSection Stage(int epochs, Precision precision) => new()
    {
        MaxEpochs = epochs, BatchTokens = 120, LearningRate = 5e-3, WarmupSteps = 40, Precision = precision, AverageCheckpoints = 2, Patience = 0,
        BpeDropout = 0.1, Accumulate = 2, MicroBatchTokens = 120,
    };

    private void Write(string split, int lines, bool pictures)
    {
        var random = new Random(split.Length);
        List<string> source = [], target = [], names = [];
        for (int i = 0; i < lines; i++)
        {
            int[] said = [.. Enumerable.Range(0, random.Next(2, 6)).Select(_ => random.Next(Words.Length))];
            int secret = random.Next(Secrets.Length);
            source.Add(string.Join(' ', said.Select(word => Words[word])));
            target.Add(string.Join(' ', said.Reverse().Select(word => Targets[word])) + (pictures ? " " + Secrets[secret] : ""));
            names.Add($"{secret}-{i % 5}.png");
        }

        File.WriteAllLines(Path.Combine(Folder, $"{split}.en"), source);
        File.WriteAllLines(Path.Combine(Folder, $"{split}.de"), target);
        File.WriteAllLines(Path.Combine(Folder, $"{split}.pictures"), names);
    }

    private void WriteRegions()
    {
        var random = new Random(3);
        using RegionStore store = RegionStore.Create(Store, new DetectorInfo { Name = "toy", Sha256 = "00", FeatureWidth = 6 });
        store.Put(from secret in Enumerable.Range(0, Secrets.Length) from copy in Enumerable.Range(0, 5)
                  let features = Enumerable.Range(0, 6).Select(k => (k == secret ? 1f : 0f) + (0.1f * random.NextSingle())).ToArray()
                  select ($"{secret}-{copy}.png", new RegionSet(10, 10, [0, 0, 1, 1], [0.9f], [0], null, features)));
    }
}
