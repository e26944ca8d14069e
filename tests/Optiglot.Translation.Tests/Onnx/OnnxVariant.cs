using Optiglot.Modeling;
using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Translation.Tests;

/// <summary>Small random models that together have every option of the network.</summary>
internal static class OnnxVariant
{
    public static readonly Dictionary<string, ModelOptions> All = new()
    {
        ["text"] = TinyTranslator.Options(pictures: false),
        ["joint"] = Change(),
        ["joint, pre-norm encoder, post-norm decoder"] = Change(encoder => encoder with { Norm = NormPlacement.Pre, Activation = Activation.Relu }, decoder =>
            decoder with { Norm = NormPlacement.Post, Activation = Activation.Gelu }),
        ["parallel"] = Change(decoder: decoder => decoder with { CrossAttention = CrossAttentionKind.Parallel }),
        ["parallel without pictures"] = TinyTranslator.Options(pictures: false) with
        {
            Decoder = TinyTranslator.Options().Decoder with { CrossAttention = CrossAttentionKind.Parallel }
        },
        ["gated"] = Change(encoder => encoder with { Positions = PositionKind.Sinusoidal, ScaleEmbeddings = true }, decoder => decoder with
        {
            CrossAttention = CrossAttentionKind.Gated, Positions = PositionKind.Learned
        }),
        ["text attention"] = Change(encoder => encoder with { Segments = 0, NormEpsilon = 1e-5 }, decoder => decoder with
        {
            CrossAttention = CrossAttentionKind.Text
        }),
        ["shared table without bridge"] = Change(
            encoder => encoder with { VocabularySize = encoder.VocabularySize + 3, ScaleEmbeddings = true, InitialDeviation = 0, Heads = 4 },
            decoder => decoder with { ShareWithEncoder = true, Bridge = false, Heads = 1 }),
        ["other widths"] = Change(encoder => encoder with { Width = 24, Heads = 3, Layers = 1, FeedForward = 40 }, decoder => decoder with
        {
            Width = 32, Heads = 4, Layers = 3, FeedForward = 48, NormEpsilon = 1e-6
        }),
    };

    public static TheoryData<string> Names => [.. All.Keys];

    public static TranslationModel Model(string variant, ulong seed = 3)
    {
        var model = TranslationModel.Create(All[variant], ScalarType.Float32, CPU, seed);
        // Fresh biases are zero and norms one: noise shows what is not connected.
        using var quiet = no_grad();
        using var noise = randn(model.Parameters.Master.shape, generator: new Generator(seed)) * 0.05;
        model.Parameters.Master.add_(noise);
        return model;
    }

    public static bool SeesPictures(string variant) => All[variant].Encoder.RegionFeatures > 0;

    /// <summary>Saves the model and its graphs; gives the folder.</summary>
    public static string Save(TinyTranslator.Folder folder, string variant, TranslationModel model, params OnnxPrecision[] precisions)
    {
        string path = folder.At("model");
        ModelFolder.Save(path, model, TinyTranslator.Description(SeesPictures(variant)));
        foreach (var precision in precisions) OnnxExport.Write(path, precision);
        return path;
    }

    /// <summary>The folder's graphs as a decoder.</summary>
    public static OnnxDecoder Decoder(string path, OnnxPrecision precision = OnnxPrecision.Fp32)
    {
        var folder = ModelFolder.Open(path);
        var (description, options, files) = (folder.Describe(), folder.Config.Model, folder.Graphs(precision));
        return new OnnxDecoder(options, description.LayoutFor(options), description.TargetPiecesFor(options), Path.Combine(path, files.Encoder),
            Path.Combine(path, files.Decoder), threads: 1);
    }

    public static BatchDecoder Torch(string variant, TranslationModel model)
    {
        var description = TinyTranslator.Description(SeesPictures(variant));
        return new(model, new SourceBatcher(description.LayoutFor(model.Options)), description.TargetPiecesFor(model.Options));
    }

    private static ModelOptions Change(Func<EncoderOptions, EncoderOptions>? encoder = null, Func<DecoderOptions, DecoderOptions>? decoder = null)
    {
        var options = TinyTranslator.Options();
        return options with { Encoder = encoder?.Invoke(options.Encoder) ?? options.Encoder, Decoder = decoder?.Invoke(options.Decoder) ?? options.Decoder };
    }
}
