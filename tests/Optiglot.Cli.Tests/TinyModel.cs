using Optiglot.Modeling;
using Optiglot.Networks;
using Optiglot.Text;
using Optiglot.Translation;
using Optiglot.Vision;
using static TorchSharp.torch;

namespace Optiglot.Cli.Tests;

/// <summary>A model folder with random weights: what it writes means nothing, but every path to it is real.</summary>
internal static class TinyModel
{
    private static readonly string[] Lines =
    [
        "two dogs play with a ball .", "a man in a red shirt is riding a bicycle .", "zwei hunde spielen mit einem ball .",
        "ein mann in einem roten hemd fährt fahrrad .",
    ];

    /// <summary>Saves one that sees pictures through that detector, or none.</summary>
    public static string Save(string folder, DetectorInfo? detector)
    {
        ISubwordTokenizer tokenizer = BpeLearner.Learn(Lines, 100);
        ModelOptions options = new()
        {
            Encoder = new EncoderOptions
            {
                VocabularySize = tokenizer.Count, Width = 16, Layers = 1, Heads = 2, FeedForward = 32, MaximumPositions = 80,
                RegionFeatures = detector?.FeatureWidth ?? 0, InitialDeviation = 0.3
            },
            Decoder = new DecoderOptions { VocabularySize = tokenizer.Count, Width = 16, Layers = 1, Heads = 2, FeedForward = 32, MaximumPositions = 40 },
        };
        using TranslationModel model = TranslationModel.Create(options, ScalarType.Float32, CPU, seed: 3);
        string path = Path.Combine(folder, "model");
        ModelFolder.Save(path, model, new ModelDescription
        {
            Name = "tiny",
            SourceText = new TextOptions { Language = "en", LowerCase = true },
            TargetText = new TextOptions { Language = "de", LowerCase = true },
            SourceTokenizer = tokenizer,
            TargetTokenizer = tokenizer,
            Detector = detector,
            Regions = detector is null ? null : new RegionLimits { Min = 1, Max = 5 },
            Tags = detector is null ? null : new TagOptions(),
        });
        return path;
    }
}
