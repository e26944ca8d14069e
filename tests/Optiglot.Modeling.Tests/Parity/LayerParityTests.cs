using Optiglot.Networks;
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
        var builder = new ParameterDeclarations();
        var attention = new SelfAttention(builder, "attention", "attention.output", 12, 3, Initialization.Zero, 0);
        using ParameterSet parameters = Filled(builder, golden, type);
        Tensor x = golden.Leaf("x");
        using var ops = new TorchOps(parameters, mode);
        Tensor y = attention.Apply(ops, x, ops.Mask("text", golden.Input("mask")));
        golden.Close("y", y);
        (y * golden.Input("probe")).sum().backward();
        golden.CloseGradients("probe", parameters, ("x", x));
    }

    [Theory, InlineData(ScalarType.Float32), InlineData(ScalarType.BFloat16)]
    public void EncoderLayerEqualsTransformerEncoderLayer(ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var golden = new Golden("encoder-layer", type);
        var builder = new ParameterDeclarations();
        var options = new EncoderOptions { VocabularySize = 1, Width = 8, Heads = 2, FeedForward = 16 };
        var layer = new EncoderLayer(builder, "layer", options, Initialization.Zero);
        using ParameterSet parameters = Filled(builder, golden, type);
        Tensor x = golden.Leaf("x");
        using var ops = new TorchOps(parameters, mode);
        var stream = new ResidualStream<Tensor>(ops, x, 0);
        layer.Apply(ops, stream, ops.Mask("text", golden.Input("mask")));
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
        var builder = new ParameterDeclarations();
        var options = new DecoderOptions { VocabularySize = 1, Width = 12, Heads = 3, FeedForward = 20 };
        var layer = new DecoderLayer(builder, "layer", 0, options, prefix => TransformerDecoder.CrossAttention(builder, prefix, options, 0));
        using ParameterSet parameters = Filled(builder, golden, type);
        Tensor x = golden.Leaf("x"), memory = golden.Leaf("memory");
        using var ops = new TorchOps(parameters, mode);
        var stream = new ResidualStream<Tensor>(ops, x, 0);
        layer.Apply(ops, stream, Remembered(ops, layer.CrossAttention, new States<Tensor>(memory, ops.Mask("text", golden.Input("mask")))),
            AttentionRecording.None);
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
        var builder = new ParameterDeclarations();
        var options = new DecoderOptions { VocabularySize = 1, Width = 12, Heads = 3, CrossAttention = kind };
        ICrossAttention attention = TransformerDecoder.CrossAttention(builder, "cross", options, 0);
        using ParameterSet parameters = Filled(builder, golden, type);
        Tensor x = golden.Leaf("x"), memory = golden.Leaf("memory"), regions = golden.Input("region_mask");
        using var ops = new TorchOps(parameters, mode);
        var mask = (TorchMask)ops.Join(ops.Mask("text", golden.Input("text_mask")), ops.Mask("regions", regions));
        Tensor present = ((TorchMask)mask.Part("regions")).Presence.to(type).view(-1, 1, 1);
        bool both = kind != CrossAttentionKind.Text;
        AttentionRecording recording = (both ? AttentionRecording.Parts : 0) | AttentionRecording.Weights;
        CrossAttention<Tensor> result = attention.Attend(ops, x, Remembered(ops, attention, new States<Tensor>(memory, mask)), recording);
        golden.Close("y", result.Output);
        Tensor weights = cat([.. result.Weights!], -1);
        golden.Close("weights", both ? weights : nn.functional.pad(weights, [0, regions.shape[1]]));
        Tensor loss = (result.Output * golden.Input("probe")).sum();
        if (both)
        {
            golden.Close("text", result.Text!);
            golden.Close("regions", result.Regions! * present);
            Tensor sides = (result.Text! * golden.Input("text_probe")) + (result.Regions! * golden.Input("region_probe"));
            loss = loss + (sides * present).sum();
        }

        loss.backward();
        golden.CloseGradients("probe", parameters, ("x", x), ("memory", memory));
    }

    private static DecoderMemory<Tensor> Remembered(TorchOps ops, ICrossAttention attention, States<Tensor> states)
    {
        var memory = new DecoderMemory<Tensor>();
        memory.Add(MemoryNames.States, states.Mask);
        attention.Remember(ops, new NetworkMemory<Tensor>(states), memory);
        return memory;
    }

    private static ParameterSet Filled(ParameterDeclarations builder, Golden golden, ScalarType type)
    {
        ParameterSet parameters = new ParameterSet(builder, type, CPU, 1);
        golden.Fill(parameters);
        return parameters;
    }
}
