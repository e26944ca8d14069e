using System.Runtime.InteropServices;
using Optiglot.Networks;
using Optiglot.Onnx;

namespace Optiglot.Translation;

/// <summary>
/// The layers that encoder and decoder are made of, as nodes of a graph. States are rows: <c>[rows, width]</c>, all places of all sentences one under the
/// other.
/// </summary>
/// <param name="graph">Takes the nodes.</param>
/// <param name="weights">The model's weights, by their names on disk; null for graphs that are never written.</param>
/// <param name="precision">Number format of the weights.</param>
internal sealed class LayerGraph(OnnxGraphBuilder graph, SafetensorsReader? weights, OnnxPrecision precision)
{
    /// <summary>Added to the score of a masked place: as in the network, finite, and large enough for exp to give 0.</summary>
    public const float Masked = -1e9f;

    // States that are rounded to 8 bits already: value, scale, zero point.
    private readonly Dictionary<string, string[]> _rounded = [];

    /// <summary>The graph.</summary>
    public OnnxGraphBuilder Graph => graph;

    /// <summary>An affine map of <c>[rows, inputs]</c> to <c>[rows, outputs]</c>.</summary>
    /// <exception cref="NotSupportedException">It is several maps in one.</exception>
    public string Linear(string x, Linear map) => map.Weight.Parts.Count == 0
        ? Linear(x, map, 0, 1)
        : throw new NotSupportedException($"export: ONNX graphs know {map.Name} as keys, values and queries only; translate with libtorch");

    /// <summary>One of the maps that stand side by side in one, or the one that there is.</summary>
    /// <param name="x">The states.</param>
    /// <param name="map">The map.</param>
    /// <param name="part">Which of its parts.</param>
    /// <param name="scale">Multiplies the result; the weights take it in.</param>
    public string Linear(string x, Linear map, int part, float scale)
    {
        bool isWhole = map.Weight.Parts.Count == 0;
        string weight = isWhole ? map.Weight.Name : map.Weight.Parts[part];
        int inputs = map.Inputs, outputs = map.Outputs / Math.Max(1, map.Weight.Parts.Count);
        string? bias = map.Bias is null ? null : Singles(isWhole ? map.Bias.Name : map.Bias.Parts[part], [outputs], scale);
        if (precision == OnnxPrecision.Fp32 || map.IsExact)
            return graph.Node("Gemm", bias is null ? [x, Singles(weight, [outputs, inputs], scale)] : [x, Singles(weight, [outputs, inputs], scale), bias],
                OnnxAttribute.Of("transB", 1));
        var matrix = new Lazy<QuantizedMatrix>(() => QuantizedMatrix.Of(Read(weight, [outputs, inputs], scale), outputs));
        string name = Scaled(weight, scale), own = name;
        // For processors without 8-bit dot products ONNX Runtime rewrites the weights of each product, and fails at weights that two products share.
        for (int use = 2; graph.Has(own); use++) own = $"{name}.{use}";
        string values = graph.Weight(own, OnnxType.Int8, [inputs, outputs], () => matrix.Value.Transposed());
        string product = Product(x, values, Scales(name, matrix, outputs));
        return bias is null ? product : graph.Node("Add", [product, bias]);
    }

    /// <summary>Layer normalisation over the last axis.</summary>
    public string Norm(string x, string name, int width, double epsilon) =>
        graph.Node("LayerNormalization", [x, Singles($"{name}.weight", [width]), Singles($"{name}.bias", [width])], OnnxAttribute.Of("axis", -1),
            OnnxAttribute.Of("epsilon", (float)epsilon));

    /// <summary>States <c>[rows, width]</c> by heads.</summary>
    /// <param name="x">The states.</param>
    /// <param name="shape">Name of the shape <c>sentences, places, heads, head</c>.</param>
    /// <param name="keys">Whether they are keys, <c>[sentences, heads, head, places]</c>; else <c>[sentences, heads, places, head]</c>.</param>
    /// <param name="output">Name for others to know them by; null where nobody does.</param>
    public string Heads(string x, string shape, bool keys = false, string? output = null)
    {
        string split = graph.Node("Reshape", [x, shape]);
        OnnxAttribute order = keys ? OnnxAttribute.Of("perm", 0, 2, 3, 1) : OnnxAttribute.Of("perm", 0, 2, 1, 3);
        return output is null ? graph.Node("Transpose", [split], order) : graph.NodeAs(output, "Transpose", [split], order);
    }

    /// <summary>
    /// Attention weights <c>[sentences, heads, places, source]</c> of scaled queries <c>[sentences, heads, places, head]</c> and turned keys <c>[sentences,
    /// heads, head, source]</c>.
    /// </summary>
    public string AttentionWeights(string queries, string keys, string bias) =>
        graph.Node("Softmax", [graph.Node("Add", [graph.Node("MatMul", [queries, keys]), bias])], OnnxAttribute.Of("axis", -1));

    /// <summary>Heads <c>[sentences, heads, places, head]</c> side by side: <c>[rows, width]</c>.</summary>
    public string Join(string heads, int width) =>
        graph.Node("Reshape", [graph.Node("Transpose", [heads], OnnxAttribute.Of("perm", 0, 2, 1, 3)), graph.Constant(-1, width)]);

    /// <summary>Additive mask <c>[sentences, 1, 1, places]</c> of a bool mask <c>[sentences, places]</c> (true: real).</summary>
    /// <param name="mask">The mask.</param>
    /// <param name="output">Name for others to know it by; null where nobody does.</param>
    public string Bias(string mask, string? output = null)
    {
        string rows = graph.Node("Where", [mask, graph.Scalar(0), graph.Scalar(Masked)]);
        return output is null ? graph.Node("Unsqueeze", [rows, graph.Constant(1, 2)]) : graph.NodeAs(output, "Unsqueeze", [rows, graph.Constant(1, 2)]);
    }

    /// <summary>The table of word vectors.</summary>
    public WordTable Words(string name, int count, int width)
    {
        if (precision == OnnxPrecision.Fp32) return new WordTable(Singles(name, [count, width]), null);
        var matrix = new Lazy<QuantizedMatrix>(() => QuantizedMatrix.Of(Read(name, [count, width], 1), count));
        string values = graph.Weight(name, OnnxType.Int8, [count, width], () => MemoryMarshal.AsBytes<sbyte>(matrix.Value.Values).ToArray());
        return new WordTable(values, Scales(name, matrix, count));
    }

    /// <summary>Scores of all words, <c>[rows, count]</c>, of states <c>[rows, width]</c>.</summary>
    public string Logits(string x, WordTable words, string? output = null)
    {
        if (words.Scales is null)
        {
            OnnxAttribute turned = OnnxAttribute.Of("transB", 1);
            return output is null ? graph.Node("Gemm", [x, words.Weight], turned) : graph.NodeAs(output, "Gemm", [x, words.Weight], turned);
        }

        return Product(x, graph.Node("Transpose", [words.Weight], OnnxAttribute.Of("perm", 1, 0)), words.Scales, output);
    }

    /// <summary>The table of positions, <c>[count, width]</c>: learned, or sines and cosines.</summary>
    public string Positions(TokenEmbedding embedding)
    {
        (int count, int width) = (embedding.Maximum, embedding.Words.Width);
        if (embedding.Positions is not null) return Singles(embedding.Positions.Table.Name, [count, width]);
        string name = embedding.PositionsName;
        return graph.Has(name) ? name : graph.Weight(name, OnnxType.Single, [count, width], () => Bytes(SinusoidalPositions.Of(0, count, width)));
    }

    /// <summary>A tensor of the model in single precision.</summary>
    public string Singles(string name, long[] shape, float scale = 1)
    {
        string own = Scaled(name, scale);
        return graph.Has(own) ? own : graph.Weight(own, OnnxType.Single, shape, () => Bytes(Read(name, shape, scale)));
    }

    /// <summary>An activation of each element.</summary>
    /// <exception cref="NotSupportedException">Graphs do not know it.</exception>
    public string Activate(string x, Activation activation) => activation switch
    {
        Activation.Relu => graph.Node("Relu", [x]),
        Activation.Gelu => Gelu(x),
        Activation.Tanh => graph.Node("Tanh", [x]),
        Activation.Sigmoid => graph.Node("Sigmoid", [x]),
        _ => throw new NotSupportedException($"export: ONNX graphs do not know activation `{activation}`; translate with libtorch"),
    };

    // x · (1 + erf(x / √2)) · ½, in the order runtimes look for.
    private string Gelu(string x)
    {
        string error = graph.Node("Erf", [graph.Node("Div", [x, graph.Scalar(MathF.Sqrt(2))])]);
        return graph.Node("Mul", [graph.Node("Mul", [x, graph.Node("Add", [error, graph.Scalar(1)])]), graph.Scalar(0.5f)]);
    }

    // [rows, outputs] of states in 8 bits and a matrix [inputs, outputs] in 8 bits; whole numbers are summed in 32 bits.
    private string Product(string x, string values, string scales, string? output = null)
    {
        if (!_rounded.TryGetValue(x, out string[]? rounded)) _rounded[x] = rounded = graph.NodeOf(3, "DynamicQuantizeLinear", [x]);
        string sums = graph.Node("MatMulInteger", [rounded[0], values, rounded[2]]);
        string whole = graph.Node("Cast", [sums], OnnxAttribute.Of("to", (long)OnnxType.Single)), both = graph.Node("Mul", [rounded[1], scales]);
        return output is null ? graph.Node("Mul", [whole, both]) : graph.NodeAs(output, "Mul", [whole, both]);
    }

    private string Scales(string name, Lazy<QuantizedMatrix> matrix, int count) =>
        graph.Has($"{name}.scale") ? $"{name}.scale" : graph.Weight($"{name}.scale", OnnxType.Single, [count], () => Bytes(matrix.Value.Scales));

    // A matrix may be used scaled and as it is.
    private static string Scaled(string name, float scale) => scale == 1 ? name : $"{name}.scaled";

    private float[] Read(string name, long[] shape, float scale)
    {
        float[] numbers = (weights ?? throw new InvalidOperationException("a graph without weights cannot be written")).ReadWeights(name, shape);
        if (scale != 1)
        {
            foreach (ref float number in numbers.AsSpan()) number *= scale;
        }

        return numbers;
    }

    private static byte[] Bytes(float[] numbers) => MemoryMarshal.AsBytes<float>(numbers).ToArray();
}
