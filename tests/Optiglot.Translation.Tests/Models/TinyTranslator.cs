using Optiglot.Modeling;
using Optiglot.Networks;
using Optiglot.Text;
using Optiglot.Vision;
using static TorchSharp.torch;

namespace Optiglot.Translation.Tests;

/// <summary>A random model with real tokenisers, small enough for tests.</summary>
internal static class TinyTranslator
{
    public const int Features = 4;

    public static readonly string[] Lines =
    [
        "two dogs play with a ball .", "a man in a red shirt is riding a bicycle .", "children run on the beach , and a dog follows them .",
        "zwei hunde spielen mit einem ball .", "ein mann in einem roten hemd fährt fahrrad .", "kinder laufen am strand , und ein hund folgt ihnen .",
    ];

    public static readonly ISubwordTokenizer Tokenizer = BpeLearner.Learn(Lines, 120);

    public static readonly DetectorInfo Detector = new()
    {
        Name = "toy", Sha256 = new string('a', 64), FeatureWidth = Features, ClassNames = ["dog", "ball", "man"]
    };

    public static ModelOptions Options(bool pictures = true, int positions = 60) => new()
    {
        Encoder = new EncoderOptions
        {
            VocabularySize = Tokenizer.Count, Width = 16, Layers = 2, Heads = 2, FeedForward = 32, MaximumPositions = positions,
            RegionFeatures = pictures ? Features : 0, InitialDeviation = 0.3
        },
        Decoder = new DecoderOptions { VocabularySize = Tokenizer.Count + 3, Width = 16, Layers = 2, Heads = 2, FeedForward = 32, MaximumPositions = 40 },
    };

    public static TranslationModel Model(bool pictures = true, ulong seed = 3, ScalarType type = ScalarType.Float32) =>
        TranslationModel.Create(Options(pictures), type, CPU, seed);

    public static ModelDescription Description(bool pictures = true) => new()
    {
        Name = "tiny",
        SourceText = new TextOptions { Language = "en", LowerCase = true },
        TargetText = new TextOptions { Language = "de", LowerCase = true },
        SourceTokenizer = Tokenizer,
        TargetTokenizer = Tokenizer,
        Detector = pictures ? Detector : null,
        Regions = pictures ? new RegionLimits { Min = 1, Max = 5 } : null,
        Tags = pictures ? new TagOptions() : null,
        Search = new BeamOptions { Beam = 4, Alpha = 0.6, LengthPenalty = LengthPenaltyKind.Gnmt },
    };

    public static RegionSet Regions(int seed, int count = 3)
    {
        var random = new Random(seed);
        float[] Numbers(int n) => [.. Enumerable.Range(0, n).Select(_ => random.NextSingle())];
        float[] Box() => Numbers(4) is var n ? [n[0] / 2, n[1] / 2, (1 + n[2]) / 2, (1 + n[3]) / 2] : [];
        return new RegionSet(100, 80, [.. Enumerable.Range(0, count).SelectMany(_ => Box())], [.. Numbers(count).Select(x => 0.5f + x / 2)],
            [.. Enumerable.Range(0, count).Select(i => i % 3)], null, Numbers(count * Features));
    }

    public static SourceExample[] Examples(int count, bool pictures = true)
    {
        var encoder = Description(pictures).NewSourceEncoder();
        var random = new Random(11);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            string[] words = Lines[i % Lines.Length].Split(' ');
            string text = string.Join(' ', words.Take(random.Next(1, words.Length + 1)));
            return encoder.Encode(text, pictures && i % 2 == 0 ? Regions(i, 1 + i % 4) : null);
        })];
    }

    /// <summary>With edges, which most families do not read.</summary>
    public static SourceLayout Layout(bool pictures = true) =>
        SourceLayout.For(Options(pictures) with { Family = "graph-fusion" }, Tokenizer, pictures ? Detector : null, 5);

    public static BatchDecoder Decoder(TranslationModel model) =>
        new(model, new SourceBatcher(Layout(model.Options.Encoder.RegionFeatures > 0)), TargetPieces.For(Tokenizer, model.Options.Decoder.VocabularySize));

    /// <summary>A folder that vanishes with the test.</summary>
    public sealed class Folder : IDisposable
    {
        public string FolderPath { get; } = Directory.CreateTempSubdirectory("optiglot-translation-").FullName;

        public string At(string name) => Path.Combine(FolderPath, name);

        public void Dispose() => Directory.Delete(FolderPath, recursive: true);
    }
}
