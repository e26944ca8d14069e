using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Modeling.Tests.Parity;

/// <summary>A whole tiny encoder with its heads, and a whole tiny decoder, against the same put together from PyTorch's modules.</summary>
public class ModelParityTests
{
    public static TheoryData<NormPlacement, ScalarType> Encoders => new(
        from norm in Enum.GetValues<NormPlacement>() from type in new[] { ScalarType.Float32, ScalarType.BFloat16 } select (norm, type));

    [Theory, MemberData(nameof(Encoders))]
    public void EncoderWithSegmentsAndRegionsEqualsTransformerEncoder(NormPlacement norm, ScalarType type)
    {
        using var scope = NewDisposeScope();
        using Golden golden = EncoderGolden(norm, type);
        using PretrainingModel model = Encoder(golden, norm, type);
        Tensor states = model.Encode(Source(golden)).States;
        golden.Close("states", states);
        (states * golden.Input("probe")).sum().backward();
        golden.CloseGradients("states", model.Parameters);
    }

    [Theory, MemberData(nameof(Encoders))]
    public void MaskedLanguageAndPairedImageHeadsEqualPlainOnes(NormPlacement norm, ScalarType type)
    {
        using var scope = NewDisposeScope();
        using Golden golden = EncoderGolden(norm, type);
        using PretrainingModel model = Encoder(golden, norm, type);
        EncoderMemory memory = model.Encode(Source(golden));
        Tensor masked = model.MaskedStates(memory, golden.Input("places")), paired = model.PairedLogits(memory);
        golden.Close("masked", masked);
        golden.Close("paired", paired);
        golden.Close("logits", nn.functional.linear(masked, model.OutputTable.Value, model.OutputBias!.Value));
        Tensor pairedLoss = nn.functional.cross_entropy(paired, golden.Input("pairs"), reduction: nn.Reduction.Sum);
        LossTerms language = FusedCrossEntropy.Compute(masked.detach(), model.OutputTable, model.OutputBias, golden.Input("labels"), 0, 1);
        golden.Close("paired_loss", pairedLoss);
        golden.Close("masked_loss", language.Sum);
        autograd.backward([masked, pairedLoss], [language.HiddenGradient!, ones_like(pairedLoss)]);
        golden.CloseGradients("heads", model.Parameters);
    }

    [Theory, InlineData(ScalarType.Float32), InlineData(ScalarType.BFloat16)]
    public void DecoderEqualsTransformerDecoder(ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var golden = new Golden("decoder", type);
        using TranslationModel decoder = Decoder(golden, type, new ModalityLossOptions());
        Tensor states = golden.Leaf("states");
        Tensor hidden = decoder.Decode(Memory(golden, states), golden.Input("targets")).Hidden;
        golden.Close("hidden", hidden);
        (hidden * golden.Input("probe")).sum().backward();
        golden.CloseGradients("hidden", decoder.Parameters, ("states", states));
    }

    [Fact]
    public void EachStepOfDecodingGivesTheSameLogits()
    {
        using var scope = NewDisposeScope();
        using var golden = new Golden("decoder");
        using TranslationModel decoder = Decoder(golden, ScalarType.Float32, new ModalityLossOptions());
        using var session = decoder.StartDecoding(Memory(golden, golden.Input("states")), 1, 5);
        Tensor targets = golden.Input("targets");
        golden.Close("logits", cat([.. Enumerable.Range(0, 5).Select(step => session.Step(targets.narrow(1, step, 1)))], 1));
    }

    [Theory]
    [InlineData(ModalityLayers.Last, 0.4)]
    [InlineData(ModalityLayers.All, 0.4)]
    [InlineData(ModalityLayers.Last, null)]
    [InlineData(ModalityLayers.All, null)]
    public void ModalityLossEqualsEquationsTwoToFive(ModalityLayers layers, double? weight)
    {
        using var scope = NewDisposeScope();
        using var golden = new Golden("decoder");
        using TranslationModel decoder = Decoder(golden, ScalarType.Float32, new ModalityLossOptions { Layers = layers, Weight = weight });
        Tensor states = golden.Leaf("states");
        LossTerm<Tensor> terms = decoder.Decode(Memory(golden, states), golden.Input("targets"), golden.Input("labels"),
            golden.Input("label_mask")).Losses.Single();
        string kind = weight is null ? "learned" : "fixed", @case = $"{kind}-{layers.ToString().ToLowerInvariant()}";
        golden.Close(@case, stack([terms.Sum, terms.Statistics[ModalityLoss.Lambda], terms.Statistics[ModalityLoss.Cosine], terms.Count]));
        terms.Sum.backward();
        if (@case is "fixed-last" or "learned-all") golden.CloseGradients(@case, decoder.Parameters, ("states", states));
    }

    private static Golden EncoderGolden(NormPlacement norm, ScalarType type) => new($"encoder-{(norm == NormPlacement.Pre ? "pre" : "post")}-norm", type);

    private static PretrainingModel Encoder(Golden golden, NormPlacement norm, ScalarType type)
    {
        var options = new EncoderOptions
        {
            VocabularySize = 19, Width = 8, Layers = 2, Heads = 2, FeedForward = 16, MaximumPositions = 12, RegionFeatures = 5, Norm = norm,
        };
        PretrainingModel model = PretrainingModel.Create(options, type, CPU, 1);
        golden.Fill(model.Parameters);
        return model;
    }

    private static SourceBatch Source(Golden golden) =>
        new(golden.Input("tokens"), golden.Input("segments"), golden.Input("token_mask"), golden.Input("regions"), golden.Input("region_mask"));

    private static TranslationModel Decoder(Golden golden, ScalarType type, ModalityLossOptions modality)
    {
        var options = new ModelOptions
        {
            Encoder = new EncoderOptions { VocabularySize = 1, Width = 8 },
            Decoder = new DecoderOptions { VocabularySize = 17, Width = 12, Layers = 2, Heads = 3, FeedForward = 20 },
            Modality = modality,
        };
        var model = new TranslationModel(new DecoderAlone(options), options, type, CPU, 1);
        golden.Fill(model.Parameters);
        return model;
    }

    private static EncoderMemory Memory(Golden golden, Tensor states) => new(states, cat([golden.Input("text_mask"), golden.Input("region_mask")], 1), 4);
}
