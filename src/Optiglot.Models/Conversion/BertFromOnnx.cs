using System.Globalization;
using System.Runtime.InteropServices;
using Optiglot.Networks;
using Optiglot.Onnx;

namespace Optiglot.Models;

/// <summary>
/// BERT's weights out of an ONNX graph that PyTorch's exporter wrote, under Hugging Face's names. The exporter keeps the names of biases, norms and embeddings;
/// matrices become nameless inputs of <c>MatMul</c>, turned to <c>[in, out]</c>. Each is named after the bias that is added to its product, and turned back.
/// </summary>
internal static class BertFromOnnx
{
    private const string Bias = ".bias", Weight = ".weight", Words = "embeddings.word_embeddings.weight";

    // Of a layer; each has a weight and a bias.
    private static readonly string[] Parts =
    [
        "attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense", "attention.output.LayerNorm",
        "intermediate.dense", "output.dense", "output.LayerNorm",
    ];

    /// <summary>Finds the weights.</summary>
    /// <param name="graph">The graph.</param>
    /// <returns>The weights, in the order of their names, without the prefix <c>bert.</c>; matrices are <c>[out, in]</c>.</returns>
    /// <exception cref="InvalidDataException">The graph is no BERT, or not all of one.</exception>
    public static IReadOnlyList<SafetensorsTensor> Weights(OnnxGraph graph)
    {
        SortedDictionary<string, SafetensorsTensor> found = new(StringComparer.Ordinal);
        foreach (OnnxTensor weight in graph.Weights.Values.Where(weight => weight.Type == OnnxType.Single && IsNamed(weight.Name)))
            found[weight.Name] = new(weight.Name, SafetensorsType.F32, weight.Shape, output => output.Write(Elements(weight)));
        ILookup<string, OnnxNode> sums = graph.Nodes.Where(node => node.Operator == "Add")
            .SelectMany(node => node.Inputs.Select(input => (input, node))).ToLookup(pair => pair.input, pair => pair.node);
        foreach (OnnxNode product in graph.Nodes.Where(node => node.Operator == "MatMul" && graph.Weights.ContainsKey(node.Inputs[1])))
        {
            OnnxTensor matrix = graph.Weights[product.Inputs[1]];
            string[] biases = [.. sums[product.Outputs[0]].SelectMany(sum => sum.Inputs)
                .Where(input => input.EndsWith(Bias, StringComparison.Ordinal) && graph.Weights.ContainsKey(input))];
            if (biases is not [var bias] || matrix.Shape.Count != 2 || matrix.Type != OnnxType.Single)
                throw new InvalidDataException(
                    $"not BERT's graph: matrix {matrix.Name} [{string.Join(", ", matrix.Shape)}] is not followed by one bias with a name");
            string name = bias[..^Bias.Length] + Weight;
            found[name] = new(name, SafetensorsType.F32, [matrix.Shape[1], matrix.Shape[0]], output => output.Write(Turned(matrix)));
        }

        string[] missing = [.. Expected(found).Where(name => !found.ContainsKey(name))], unknown = [.. found.Keys.Except(Expected(found))];
        if (missing.Length + unknown.Length > 0)
            throw new InvalidDataException($"not BERT's graph: {(missing.Length > 0 ? $"it lacks {missing[0]}" : $"{unknown[0]} has no place in BERT")}" +
                (missing.Length + unknown.Length > 1 ? $", and {missing.Length + unknown.Length - 1} more" : ""));
        return [.. found.Values];
    }

    /// <summary>Hugging Face's <c>config.json</c> for such weights.</summary>
    /// <param name="weights">As of <see cref="Weights"/>.</param>
    /// <param name="heads">Attention heads, which no shape tells.</param>
    public static string Config(IReadOnlyList<SafetensorsTensor> weights, int heads)
    {
        Dictionary<string, SafetensorsTensor> byName = weights.ToDictionary(weight => weight.Name);
        return string.Create(CultureInfo.InvariantCulture, $$"""
            {
              "architectures": [
                "BertModel"
              ],
              "model_type": "bert",
              "vocab_size": {{byName[Words].Shape[0]}},
              "hidden_size": {{byName[Words].Shape[1]}},
              "num_hidden_layers": {{Layers(byName.Keys)}},
              "num_attention_heads": {{heads}},
              "intermediate_size": {{byName["encoder.layer.0.intermediate.dense.bias"].Shape[0]}},
              "hidden_act": "gelu",
              "max_position_embeddings": {{byName["embeddings.position_embeddings.weight"].Shape[0]}},
              "type_vocab_size": {{byName["embeddings.token_type_embeddings.weight"].Shape[0]}},
              "layer_norm_eps": 1e-12,
              "hidden_dropout_prob": 0.1,
              "attention_probs_dropout_prob": 0.1,
              "initializer_range": 0.02,
              "pad_token_id": 0
            }

            """);
    }

    private static bool IsNamed(string name) => name.EndsWith(Bias, StringComparison.Ordinal) || name.EndsWith(Weight, StringComparison.Ordinal);

    private static int Layers(IEnumerable<string> names) => names.Count(name => name.EndsWith(".attention.self.query.bias", StringComparison.Ordinal));

    private static IEnumerable<string> Expected(IReadOnlyDictionary<string, SafetensorsTensor> found)
    {
        foreach (string table in (string[])["word", "position", "token_type"]) yield return $"embeddings.{table}_embeddings.weight";
        IEnumerable<string> layers = Enumerable.Range(0, Math.Max(1, Layers(found.Keys)))
            .SelectMany(layer => Parts.Select(part => $"encoder.layer.{layer}.{part}"));
        foreach (string part in layers.Append("embeddings.LayerNorm").Append("pooler.dense"))
        {
            yield return part + Weight;
            yield return part + Bias;
        }
    }

    private static ReadOnlySpan<byte> Elements(OnnxTensor weight) => weight.Bytes.Length == weight.Size * sizeof(float)
        ? weight.Bytes.Span
        : throw new InvalidDataException($"not BERT's graph as we know it: {weight.Name} has {weight.Bytes.Length} bytes for {weight.Size} numbers");

    // [in, out] to [out, in].
    private static ReadOnlySpan<byte> Turned(OnnxTensor matrix)
    {
        ReadOnlySpan<float> from = MemoryMarshal.Cast<byte, float>(Elements(matrix));
        (int rows, int columns) = ((int)matrix.Shape[0], (int)matrix.Shape[1]);
        float[] turned = new float[from.Length];
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++) turned[(column * rows) + row] = from[(row * columns) + column];
        return MemoryMarshal.AsBytes<float>(turned);
    }
}
