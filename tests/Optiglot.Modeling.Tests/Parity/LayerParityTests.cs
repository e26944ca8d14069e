using static TorchSharp.torch;

namespace Optiglot.Modeling.Tests.Parity;

/// <summary>Single layers against PyTorch's own modules, forward and backward.</summary>
public class LayerParityTests
{
    private readonly TrainingMode mode = new();

    public static TheoryData<CrossAttentionKind, ScalarType> Kinds => new(
        from kind in Enum.GetValues<CrossAttentionKind>() from type in new[] { ScalarType.Float32, ScalarType.BFloat16 } select (kind, type));

    [Theory, InlineData(ScalarType.Float32), InlineData(ScalarType.BFloat16)]
    public void SelfAttentionEqualsMultiheadAttention(ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var golden = new Golden("self-attention", type);
        var builder = new ParameterBuilder();
        var attention = new SelfAttention(builder, "attention", "attention.output", 12, 3, Initialization.Zero, mode, 0);
        using ParameterSet parameters = Filled(builder, golden, type);
        Tensor x = golden.Leaf("x");
        Tensor y = attention.Apply(x, AttentionMask.Padding(golden.Input("mask"), type));
        golden.Close("y", y);
        (y * golden.Input("probe")).sum().backward();
        golden.CloseGradients("probe", parameters, ("x", x));
    }

    [Theory, InlineData(ScalarType.Float32), InlineData(ScalarType.BFloat16)]
    public void EncoderLayerEqualsTransformerEncoderLayer(ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var golden = new Golden("encoder-layer", type);
        var builder = new ParameterBuilder();
        var options = new EncoderOptions { VocabularySize = 1, Width = 8, Heads = 2, FeedForward = 16 };
        var layer = new EncoderLayer(builder, "layer", options, Initialization.Zero, mode);
        using ParameterSet parameters = Filled(builder, golden, type);
        Tensor x = golden.Leaf("x");
        var stream = new ResidualStream(x, mode, 0);
        layer.Apply(stream, AttentionMask.Padding(golden.Input("mask"), type));
        Tensor y = stream.Value;
        golden.Close("y", y);
        (y * golden.Input("probe")).sum().backward();
        golden.CloseGradients("probe", parameters, ("x", x));
    }

    [Theory, InlineData(ScalarType.Float32), InlineData(ScalarType.BFloat16)]
    public void DecoderLayerEqualsTransformerDecoderLayer(ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var golden = new Golden("decoder-layer", type);
        var builder = new ParameterBuilder();
        var layer = new DecoderLayer(builder, "layer", new DecoderOptions { VocabularySize = 1, Width = 12, Heads = 3, FeedForward = 20 }, mode);
        using ParameterSet parameters = Filled(builder, golden, type);
        Tensor x = golden.Leaf("x"), memory = golden.Leaf("memory");
        using var mask = new MemoryMask(golden.Input("mask"), 6, type);
        var stream = new ResidualStream(x, mode, 0);
        layer.Apply(stream, AttentionMask.Past(4, type, CPU), layer.CrossAttention.Project(memory, mask), mask, AttentionRecording.None);
        Tensor y = stream.Value;
        golden.Close("y", y);
        (y * golden.Input("probe")).sum().backward();
        golden.CloseGradients("probe", parameters, ("x", x), ("memory", memory));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void CrossAttentionEqualsItsFormula(CrossAttentionKind kind, ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var golden = new Golden($"cross-attention-{kind.ToString().ToLowerInvariant()}", type);
        var builder = new ParameterBuilder();
        var options = new DecoderOptions { VocabularySize = 1, Width = 12, Heads = 3, CrossAttention = kind };
        ICrossAttention attention = kind is CrossAttentionKind.Joint or CrossAttentionKind.Text
            ? new JointAttention(builder, "cross", options, Initialization.Zero, mode)
            : new SplitAttention(builder, "cross", options, Initialization.Zero, mode);
        using ParameterSet parameters = Filled(builder, golden, type);
        Tensor x = golden.Leaf("x"), memory = golden.Leaf("memory"), regions = golden.Input("region_mask");
        using var mask = new MemoryMask(cat([golden.Input("text_mask"), regions], 1), 5, type);
        bool both = kind != CrossAttentionKind.Text;
        CrossAttentionResult result = attention.Attend(x, attention.Project(memory, mask), mask, (both ? AttentionRecording.Modality : 0) | AttentionRecording.Weights);
        golden.Close("y", result.Output);
        golden.Close("weights", result.Weights!);
        Tensor loss = (result.Output * golden.Input("probe")).sum();
        if (both)
        {
            golden.Close("text", result.Text!);
            golden.Close("regions", result.Regions! * mask.PictureFactor!);
            Tensor sides = (result.Text! * golden.Input("text_probe")) + (result.Regions! * golden.Input("region_probe"));
            loss = loss + (sides * mask.PictureFactor!).sum();
        }

        loss.backward();
        golden.CloseGradients("probe", parameters, ("x", x), ("memory", memory));
    }

    private static ParameterSet Filled(ParameterBuilder builder, Golden golden, ScalarType type)
    {
        ParameterSet parameters = builder.Build(type, CPU, 1);
        golden.Fill(parameters);
        return parameters;
    }
}
