using Optiglot.Modeling;
using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Translation.Tests;

/// <summary>Small random models of any family.</summary>
internal static class FamilyModels
{
    /// <summary>Layers of a kind that a family has beside the encoder's and the decoder's.</summary>
    internal const int Layers = 2;

    internal static TranslationModel Create(string family, bool pictures, ScalarType type = ScalarType.Float32, bool dropout = true)
    {
        ModelOptions options = TinyTranslator.Options(pictures) with { Family = family };
        if (family == "lxmert") options = options with { FamilyOptions = new Dictionary<string,
            double> { [LxmertFamily.RegionLayers.Name] = Layers, [LxmertFamily.CrossLayers.Name] = Layers } };
        if (family is "doubly-attentive-rnn" or "fusion-conv" or "vag" or "vmmt") options = options with { Decoder = options.Decoder with { Layers = 1 } };
        if (!dropout)
        {
            options = options with
            {
                Encoder = options.Encoder with { Dropout = 0, AttentionDropout = 0 },
                Decoder = options.Decoder with { Dropout = 0, AttentionDropout = 0 },
            };
        }

        // No kinks: differences are taken through it.
        options = options with { Decoder = options.Decoder with { Activation = Activation.Gelu } };
        TranslationModel model = TranslationModel.Create(options, type, CPU, 3);
        // Fresh biases are zero and norms one: noise shows what is not connected.
        using var quiet = no_grad();
        using Tensor noise = randn(model.Parameters.Master.shape, generator: new Generator(3)) * 0.05;
        model.Parameters.Master.add_(noise);
        model.Parameters.RefreshWorking();
        return model;
    }

    internal static SourceBatch Batch(TranslationModel model, int sentences)
    {
        bool pictures = model.Options.Encoder.RegionFeatures > 0;
        return new SourceBatcher(TinyTranslator.Layout(pictures)).Build(TinyTranslator.Examples(sentences, pictures));
    }

    internal static Tensor Targets(int sentences, int places)
    {
        var random = new Random(13);
        long[] pieces = [.. Enumerable.Range(0, sentences * places)
            .Select(i => i % places == 0 ? TinyTranslator.Tokenizer.BeginId : (long)random.Next(4, TinyTranslator.Tokenizer.Count))];
        return tensor(pieces, [sentences, places]);
    }
}
