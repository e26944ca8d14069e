using Optiglot.Networks;
using Optiglot.Onnx;

namespace Optiglot.Translation;

/// <summary>The encoder graph's last part: what each decoder layer attends to, made once a sentence.</summary>
/// <param name="layers">The layers.</param>
/// <param name="model">The model.</param>
internal sealed class MemoryGraph(LayerGraph layers, ModelOptions model)
{
    private readonly OnnxGraphBuilder graph = layers.Graph;
    private readonly DecoderOptions options = model.Decoder;

    /// <summary>Adds the outputs.</summary>
    /// <param name="states">States in the decoder's width, text then regions, <c>[rows, width]</c>.</param>
    /// <param name="mask"><c>[sentences, source+regions]</c>.</param>
    /// <param name="textMask"><c>[sentences, source]</c>.</param>
    /// <param name="regionMask"><c>[sentences, regions]</c>; null for a model without pictures.</param>
    public void Build(string states, string mask, string textMask, string? regionMask)
    {
        var parts = MemoryPart.Of(model);
        if (regionMask is null || parts[0].Places == "memory")
        {
            Add(parts[0], states, mask);
            return;
        }

        string whole = graph.Node("Reshape", [states, graph.Node("Concat", [graph.Node("Shape", [mask]), graph.Constant(options.Width)], OnnxAttribute.Of("axis", 0))]);
        string length = graph.Node("Slice", [graph.Node("Shape", [textMask]), graph.Constant(1), graph.Constant(2)]);
        Add(parts[0], Places(whole, graph.Constant(0), length), textMask);
        if (parts.Count == 1) return;
        Add(parts[1], Places(whole, length, graph.Constant(int.MaxValue)), regionMask);
        string any = graph.Node("ReduceMax", [graph.Node("Cast", [regionMask], OnnxAttribute.Of("to", (long)OnnxType.Single))], OnnxAttribute.Of("axes", [1L]));
        graph.NodeAs(MemoryPart.HasPicture, "Unsqueeze", [any, graph.Constant(2)]);
        graph.Output(MemoryPart.HasPicture, OnnxType.Single, "sentences", "1", "1");
    }

    // Some places of [sentences, source+regions, width], as rows.
    private string Places(string whole, string first, string end) =>
        graph.Node("Reshape", [graph.Node("Slice", [whole, first, end, graph.Constant(1)]), graph.Constant(-1, options.Width)]);

    private void Add(MemoryPart part, string rows, string mask)
    {
        int width = options.Width, head = width / options.Heads;
        string shape = graph.Node("Concat", [graph.Node("Shape", [mask]), graph.Constant(options.Heads, head)], OnnxAttribute.Of("axis", 0));
        for (int i = 0; i < options.Layers; i++)
        {
            string prefix = $"decoder.layers.{i}.cross_attention";
            layers.Heads(layers.Linear(rows, $"{prefix}.{part.Key}", width, width), shape, keys: true, output: part.Keys(i));
            layers.Heads(layers.Linear(rows, $"{prefix}.{part.Value}", width, width), shape, output: part.Values(i));
            graph.Output(part.Keys(i), OnnxType.Single, "sentences", $"{options.Heads}", $"{head}", part.Places);
            graph.Output(part.Values(i), OnnxType.Single, "sentences", $"{options.Heads}", part.Places, $"{head}");
        }

        layers.Bias(mask, part.Bias);
        graph.Output(part.Bias, OnnxType.Single, "sentences", "1", "1", part.Places);
    }
}
