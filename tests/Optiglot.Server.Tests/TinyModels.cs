using Optiglot.Modeling;
using Optiglot.Networks;
using Optiglot.Text;
using Optiglot.Translation;
using Optiglot.Vision;
using SkiaSharp;
using static TorchSharp.torch;

namespace Optiglot.Server.Tests;

/// <summary>Real model folders with random weights, exported to ONNX; and pictures to show them.</summary>
internal static class TinyModels
{
    public static readonly string[] Lines =
    [
        "two dogs play with a ball .", "a man in a red shirt is riding a bicycle .", "children run on the beach , and a dog follows them .",
        "zwei hunde spielen mit einem ball .", "ein mann in einem roten hemd fährt fahrrad .", "kinder laufen am strand , und ein hund folgt ihnen .",
    ];

    private static readonly ISubwordTokenizer Tokenizer = BpeLearner.Learn(Lines, 120);

    /// <summary>Saves a model, in the place of one that is there.</summary>
    public static void Save(string path, string name, bool pictures = true, ulong seed = 3, string target = "de")
    {
        ModelOptions options = new()
        {
            Encoder = new EncoderOptions
            {
                VocabularySize = Tokenizer.Count, Width = 16, Layers = 1, Heads = 2, FeedForward = 32, MaximumPositions = 80,
                RegionFeatures = pictures ? ToyDetector.Description.FeatureWidth : 0, InitialDeviation = 0.5,
            },
            Decoder = new DecoderOptions { VocabularySize = Tokenizer.Count, Width = 16, Layers = 1, Heads = 2, FeedForward = 32, MaximumPositions = 40 },
        };
        using var model = TranslationModel.Create(options, ScalarType.Float32, CPU, seed);
        ModelDescription description = new()
        {
            Name = name,
            SourceText = new TextOptions { Language = "en", LowerCase = true },
            TargetText = new TextOptions { Language = target, LowerCase = true },
            SourceTokenizer = Tokenizer,
            TargetTokenizer = Tokenizer,
            Detector = pictures ? ToyDetector.Description : null,
            Regions = pictures ? new RegionLimits { Min = 1, Max = 5 } : null,
            Tags = pictures ? new TagOptions() : null,
        };
        ModelFolder.Save(path, model, description, graphs: true);
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(path)!, $"{ToyDetector.Name}.json"), $$"""{"kind": "{{ToyDetector.Name}}"}""");
    }

    /// <summary>A picture of one colour, as PNG.</summary>
    public static byte[] Picture(byte red, byte green, byte blue, int width = 8, int height = 6)
    {
        using SKBitmap bitmap = new(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        bitmap.Erase(new SKColor(red, green, blue));
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    /// <summary>What a model folder says to that, alone and without the service.</summary>
    public static IReadOnlyList<TranslationResult> Direct(string path, IReadOnlyList<(string Text, byte[]? Picture)> sentences, BeamOptions? search = null)
    {
        using ToyDetector detector = new();
        using var translator = OnnxTranslator.Open(path, new OnnxTranslatorSettings { Workers = 1, Threads = 1 });
        return
        [
            .. sentences.Select(sentence => translator.Translate([new TranslationRequest(sentence.Text)
            {
                Regions = sentence.Picture is { } file
                    ? detector.Detect([ImageDecoder.Decode((ReadOnlySpan<byte>)file, "picture")], new RegionLimits())[0] : null,
            }], new TranslationOptions { Search = search })[0]),
        ];
    }
}
