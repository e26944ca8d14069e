using Optiglot.Networks;
using Optiglot.Onnx;

namespace Optiglot.Translation;

/// <summary>
/// A network as two graphs: source pieces and regions to what the decoder reads of them; and one step, the newest piece of each hypothesis to the scores of the
/// next.
/// </summary>
internal static class OnnxNetwork
{
    /// <summary>Builds both graphs.</summary>
    /// <param name="model">Family and options.</param>
    /// <param name="weights">The weights, by their names on disk; read when a graph is written.</param>
    /// <param name="precision">Number format of the weights.</param>
    /// <exception cref="NotSupportedException">The network has an operation that graphs do not know.</exception>
    public static (OnnxGraphBuilder Encoder, OnnxGraphBuilder Decoder) Build(ModelOptions model, SafetensorsReader? weights, OnnxPrecision precision)
    {
        var network = NetworkFamilies.Create(model);
        var encoder = new OnnxGraphBuilder("encoder", "Source pieces and regions to the keys and values that each decoder layer attends to.");
        var decoder = new OnnxGraphBuilder("decoder", "One step: the newest piece of each hypothesis to the scores of the next.");
        var source = new OnnxEncoderOps(new LayerGraph(encoder, weights, precision));
        var step = new OnnxStepOps(new LayerGraph(decoder, weights, precision));
        var memory = network.Start(source, network.Encode(source, source.Inputs(model.Encoder.RegionFeatures)));
        var tokens = step.Tokens();
        var states = network.Decode(step, tokens, memory.Select(step.Input));
        step.Logits(states.Hidden, network.Output);
        decoder.Output(StepNames.Logits, OnnxType.Single, "hypotheses", $"{network.Output.Table.Count}");
        var attention = states.Attention
            ?? throw new NotSupportedException("export: ONNX graphs want to know what the last layer attended to; translate with libtorch");
        step.Output(attention);
        decoder.Output(StepNames.Attention, OnnxType.Single, "sentences", "beam", attention.Count > 1 ? "memory" : attention[0].Seen!);
        foreach (var (mask, name, isBias) in step.Wanted) source.Output(mask, name, isBias);
        return (encoder, decoder);
    }

    /// <summary>Why a network has no graphs; null where it has some. Nothing is computed or read.</summary>
    public static string? Obstacle(ModelOptions model)
    {
        try
        {
            Build(model, null, OnnxPrecision.Fp32);
            return null;
        }
        catch (NotSupportedException error)
        {
            return error.Message;
        }
    }
}
