using System.Runtime.InteropServices;
using Optiglot.Networks;
using Optiglot.Onnx;

namespace Optiglot.Translation;

/// <summary>The layers that encoder and decoder are made of, as nodes of a graph. States are rows: <c>[rows, width]</c>, all places of all sentences one under the other.</summary>
/// <param name="graph">Takes the nodes.</param>
/// <param name="weights">The model's weights, by their names on disk.</param>
/// <param name="precision">Number format of the weights.</param>
internal sealed class LayerGraph(OnnxGraphBuilder graph, SafetensorsReader weights, OnnxPrecision precision)
{
    /// <summary>Added to the score of a masked place: as in the network, finite, and large enough for exp to give 0.</summary>
    public const float Masked = -1e9f;

    // States that are rounded to 8 bits already: value, scale, zero point.
    private readonly Dictionary<string, string[]> _rounded = [];

    /// <summary>The graph.</summary>
    public OnnxGraphBuilder Graph => graph;

    /// <summary>An affine map of <c>[rows, inputs]</c> to <c>[rows, outputs]</c>.</summary>
    /// <param name="x">The states.</param>
    /// <param name="name">The layer's name on disk.</param>
    /// <param name="inputs">Width in.</param>
    /// <param name="outputs">Width out.</param>
    /// <param name="scale">Multiplies the result; the weights take it in.</param>
    /// <param name="exact">Single precision in any case.</param>
    public string Linear(string x, string name, int inputs, int outputs, float scale = 1, bool exact = false)
    {
        string bias = Singles($"{name}.bias", [outputs], scale);
        if (precision == OnnxPrecision.Float32 || exact)
            return graph.Node("Gemm", [x, Singles($"{name}.weight", [outputs, inputs], scale), bias], OnnxAttribute.Of("transB", 1));
        var matrix = new Lazy<QuantizedMatrix>(() => QuantizedMatrix.Of(Read($"{name}.weight", [outputs, inputs], scale), outputs));
        string values = graph.Weight($"{name}.weight", OnnxType.Int8, [inputs, outputs], () => matrix.Value.Transposed());
        return graph.Node("Add", [Product(x, values, Scales($"{name}.weight", matrix, outputs)), bias]);
    }

    /// <summary>Layer normalisation over the last axis.</summary>
    public string Norm(string x, string name, int width, double epsilon) =>
        graph.Node("LayerNormalization", [x, Singles($"{name}.weight", [width]), Singles($"{name}.bias", [width])], OnnxAttribute.Of("axis", -1), OnnxAttribute.Of("epsilon", (float)epsilon));

    /// <summary>The position-wise block: widen, activate, narrow.</summary>
    public string FeedForward(string x, string widen, string narrow, int width, int inner, Activation activation) =>
        Linear(Activate(Linear(x, widen, width, inner), activation), narrow, inner, width);

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

    /// <summary>Attention weights <c>[sentences, heads, places, source]</c> of scaled queries <c>[sentences, heads, places, head]</c> and turned keys <c>[sentences, heads, head, source]</c>.</summary>
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
        if (precision == OnnxPrecision.Float32) return new WordTable(Singles(name, [count, width]), null);
        var matrix = new Lazy<QuantizedMatrix>(() => QuantizedMatrix.Of(Read(name, [count, width], 1), count));
        string values = graph.Weight(name, OnnxType.Int8, [count, width], () => MemoryMarshal.AsBytes<sbyte>(matrix.Value.Values).ToArray());
        return new WordTable(values, Scales(name, matrix, count));
    }

    /// <summary>Scores of all words, <c>[rows, count]</c>, of states <c>[rows, width]</c>.</summary>
    public string Logits(string x, WordTable words, string output)
    {
        if (words.Scales is null) return graph.NodeAs(output, "Gemm", [x, words.Weight], OnnxAttribute.Of("transB", 1));
        return Product(x, graph.Node("Transpose", [words.Weight], OnnxAttribute.Of("perm", 1, 0)), words.Scales, output);
    }

    /// <summary>The table of positions, <c>[count, width]</c>: learned, or sines and cosines.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="name">The learned table's name on disk.</param>
    /// <param name="count">Most places.</param>
    /// <param name="width">Width of a vector.</param>
    public string Positions(PositionKind kind, string name, int count, int width) => kind switch
    {
        PositionKind.Learned => Singles(name, [count, width]),
        PositionKind.Sinusoidal => graph.Weight(name, OnnxType.Single, [count, width], () => Bytes(SinusoidalTable.Of(count, width))),
        _ => throw Unknown("positions", kind),
    };

    /// <summary>A tensor of the model in single precision.</summary>
    public string Singles(string name, long[] shape, float scale = 1) => graph.Weight(name, OnnxType.Single, shape, () => Bytes(Read(name, shape, scale)));

    /// <summary>What is thrown where the model has an option that these graphs do not know yet.</summary>
    public static ArgumentException Unknown(string option, object value) => new($"export: ONNX graphs do not know {option} `{value}` yet; translate with libtorch");

    private string Activate(string x, Activation activation) => activation switch
    {
        Activation.Relu => graph.Node("Relu", [x]),
        Activation.Gelu => Gelu(x),
        _ => throw Unknown("activation", activation),
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

    private string Scales(string name, Lazy<QuantizedMatrix> matrix, int count) => graph.Weight($"{name}.scale", OnnxType.Single, [count], () => Bytes(matrix.Value.Scales));

    private float[] Read(string name, long[] shape, float scale)
    {
        float[] numbers = weights.ReadWeights(name, shape);
        if (scale != 1)
        {
            foreach (ref float number in numbers.AsSpan()) number *= scale;
        }

        return numbers;
    }

    private static byte[] Bytes(float[] numbers) => MemoryMarshal.AsBytes<float>(numbers).ToArray();
}
