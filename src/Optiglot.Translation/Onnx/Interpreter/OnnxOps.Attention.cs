using Optiglot.Networks;
using Optiglot.Onnx;

namespace Optiglot.Translation;

/// <summary>Attention and masks as nodes.</summary>
internal abstract partial class OnnxOps
{
    /// <inheritdoc/>
    public OnnxValue AttendSelf(OnnxValue all, int heads, IMask<OnnxValue> mask, double dropout)
    {
        int width = all.Width / 3;
        string shape = Shape(all, heads, width / heads);
        string queries = Heads(all, 0, 3, heads, shape), keys = Heads(all, 1, 3, heads, shape), values = Heads(all, 2, 3, heads, shape);
        string weights = Layers.AttentionWeights(queries, keys, ((OnnxMask)mask).Bias);
        return Same(all, width, rows: Layers.Join(Graph.Node("MatMul", [weights, values]), width));
    }

    /// <inheritdoc/>
    public abstract OnnxValue AttendPast(OnnxValue all, int heads, int layer, double dropout);

    /// <inheritdoc/>
    public IKeysValues<OnnxValue> Project(OnnxValue states, Linear map, int heads) => Project(states, map, heads, null);

    /// <inheritdoc/>
    public abstract IKeysValues<OnnxValue> Remember(string name, OnnxValue states, Linear map, int heads);

    /// <inheritdoc/>
    public Attention<OnnxValue> Attend(OnnxValue queries, IKeysValues<OnnxValue> memory, IMask<OnnxValue> mask, int heads, double dropout,
        AttentionRecording recording)
    {
        var (kept, places) = ((OnnxKeysValues)memory, (OnnxMask)mask);
        string asked = queries.Queries ??= Heads(queries, 0, 1, heads, Shape(queries, heads, queries.Width / heads));
        string weights = Layers.AttentionWeights(asked, kept.Keys, places.Bias);
        var output = Same(queries, queries.Width, rows: Layers.Join(Graph.Node("MatMul", [weights, kept.Values]), queries.Width));
        if (!recording.HasFlag(AttentionRecording.Weights)) return new Attention<OnnxValue>(output);
        OnnxAttribute[] overHeads = [OnnxAttribute.Of("axes", [1L]), OnnxAttribute.Of("keepdims", 0)];
        var mean = new OnnxValue { Width = 0, Places = queries.Places, Dimensions = queries.Dimensions,
            Whole = Graph.Node("ReduceMean", [weights], overHeads), Seen = kept.Places };
        return new Attention<OnnxValue>(output, Weights: mean);
    }

    /// <inheritdoc/>
    public IMask<OnnxValue> Mask(string part, OnnxValue real) => RealMask([part], real.Places, Whole(real));

    /// <inheritdoc/>
    public IMask<OnnxValue> Join(IMask<OnnxValue> first, IMask<OnnxValue> second)
    {
        var (a, b) = ((OnnxMask)first, (OnnxMask)second);
        string real = Graph.Node("Concat", [a.Real!, b.Real!], OnnxAttribute.Of("axis", 1));
        return RealMask([.. a.Parts, .. b.Parts], "memory", real, name => a.Parts.Contains(name) ? a.Part(name) : b.Part(name));
    }

    /// <inheritdoc/>
    public OnnxValue Part(OnnxValue x, IMask<OnnxValue> mask, string part)
    {
        var whole = (OnnxMask)mask;
        if (whole.Parts.Count == 1) return x;
        string first = Graph.Constant(0);
        foreach (string name in whole.Parts)
        {
            string length = Graph.Node("Slice", [Graph.Node("Shape", [whole.Part(name).Real!]), Graph.Constant(1), Graph.Constant(2)]),
                end = Graph.Node("Add", [first, length]);
            if (name == part)
            {
                string slice = Graph.Node("Slice", [Whole(x), first, end, Graph.Constant(1)]);
                return new OnnxValue { Width = x.Width, Places = whole.Part(name).Places, Whole = slice, Dimensions = DimensionsOf(slice) };
            }

            first = end;
        }

        throw new ArgumentException($"a memory has the parts {string.Join(", ", whole.Parts)}, and not {part}");
    }

    /// <inheritdoc/>
    public OnnxValue Mean(OnnxValue x, IMask<OnnxValue> mask)
    {
        var places = (OnnxMask)mask;
        string name = places.Real
            ?? throw new NotSupportedException("export: ONNX graphs know the mean over places in an encoder, not in a step; translate with libtorch");
        string real = Graph.Node("Cast", [name], OnnxAttribute.Of("to", (long)OnnxType.Single));
        string sum = Graph.Node("MatMul", [Graph.Node("Unsqueeze", [real, Graph.Constant(1)]), Whole(x)]);
        string count = Graph.Node("Max", [Graph.Node("ReduceSum", [real, Graph.Constant(1)]), Graph.Scalar(1)]);
        string mean = Graph.Node("Div", [sum, Graph.Node("Unsqueeze", [count, Graph.Constant(2)])]);
        return new OnnxValue { Width = x.Width, Places = "1", Whole = mean, Dimensions = DimensionsOf(mean) };
    }

    /// <inheritdoc/>
    public OnnxValue Pool(OnnxValue x, OnnxValue scores, IMask<OnnxValue> mask)
    {
        string turned = Graph.Node("Transpose", [Whole(scores)], OnnxAttribute.Of("perm", 0, 2, 1));
        string bias = Graph.Node("Squeeze", [((OnnxMask)mask).Bias, Graph.Constant(1)]);
        string weights = Graph.Node("Softmax", [Graph.Node("Add", [turned, bias])], OnnxAttribute.Of("axis", -1));
        string pooled = Graph.Node("MatMul", [weights, Whole(x)]);
        return new OnnxValue { Width = x.Width, Places = "1", Whole = pooled, Dimensions = DimensionsOf(pooled) };
    }

    /// <summary>
    /// One of some affine maps that stand side by side, by heads: queries, scaled, <c>[sentences, heads, places, head]</c>; keys, turned, <c>[sentences, heads,
    /// head, places]</c>; or values. Each is a product of its own, so that nothing is cut apart; the scale of the queries is in their weights.
    /// </summary>
    /// <param name="all">The maps' results side by side.</param>
    /// <param name="part">Which: of three 0 is the queries, 1 the keys, 2 the values; of one the queries.</param>
    /// <param name="parts">How many there are.</param>
    /// <param name="heads">Number of heads.</param>
    /// <param name="shape">Name of the shape <c>sentences, places, heads, head</c>.</param>
    /// <param name="output">Name for others to know it by.</param>
    /// <param name="isTurned">Whether keys are turned.</param>
    protected string Heads(OnnxValue all, int part, int parts, int heads, string shape, string? output = null, bool isTurned = true)
    {
        if (all.Waiting is not { } map) throw new NotSupportedException("export: ONNX graphs know attention to affine maps only; translate with libtorch");
        int width = all.Width / parts;
        bool isQuery = parts != 2 && part == 0, isKey = isTurned && part == parts - 2;
        string rows = Layers.Linear(Rows(map.Input), map.Map, part, isQuery ? 1 / MathF.Sqrt(width / heads) : 1);
        return Layers.Heads(rows, shape, isKey, output);
    }

    /// <summary>Keys and values.</summary>
    /// <param name="states">The states.</param>
    /// <param name="map">Gives keys and values side by side.</param>
    /// <param name="heads">Number of heads.</param>
    /// <param name="name">Others know them by <c>name_keys</c> and <c>name_values</c>; null where nobody does.</param>
    protected OnnxKeysValues Project(OnnxValue states, Linear map, int heads, string? name)
    {
        var both = Linear(states, map);
        int head = map.Outputs / 2 / heads;
        string shape = Shape(states, heads, head);
        string keys = Heads(both, 0, 2, heads, shape, name is null ? null : $"{name}_keys"),
            values = Heads(both, 1, 2, heads, shape, name is null ? null : $"{name}_values");
        return new OnnxKeysValues(keys, values, heads, head, states.Places);
    }

    // The mask of real places in the encoder's graph.
    private OnnxMask RealMask(IReadOnlyList<string> parts, string places, string real, Func<string, OnnxMask>? part = null) =>
        new(parts, places, () => Layers.Bias(real), () => Presence(real), part ?? (_ => throw new ArgumentException("a mask of one part"))) { Real = real };

    private string Presence(string real)
    {
        string any = Graph.Node("ReduceMax", [Graph.Node("Cast", [real], OnnxAttribute.Of("to", (long)OnnxType.Single))], OnnxAttribute.Of("axes", [1L]));
        return Graph.Node("Unsqueeze", [any, Graph.Constant(2)]);
    }
}
