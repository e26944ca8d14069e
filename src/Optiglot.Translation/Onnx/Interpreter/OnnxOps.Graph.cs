using Optiglot.Networks;
using Optiglot.Onnx;

namespace Optiglot.Translation;

/// <summary>Messages along edges as nodes: each pair is computed, and those that are not joined pass nothing.</summary>
internal abstract partial class OnnxOps
{
    /// <inheritdoc/>
    public IEdges<OnnxValue> Edges(OnnxValue joined) => new OnnxEdges(new Lazy<string>(() => Whole(joined)));

    /// <inheritdoc/>
    public OnnxValue GatherGated(OnnxValue own, OnnxValue other, OnnxValue values, IEdges<OnnxValue> edges, string hearer)
    {
        string joined = Graph.Node("Cast", [((OnnxEdges)edges).Joined.Value], OnnxAttribute.Of("to", (long)OnnxType.Single));
        if (hearer != MemoryNames.Text) joined = Graph.Node("Transpose", [joined], OnnxAttribute.Of("perm", 0, 2, 1));
        // [sentences, nodes, others, width]
        string Heard(OnnxValue x) => Graph.Node("Unsqueeze", [Whole(x), Graph.Constant(1)]);
        string gates = Graph.Node("Sigmoid", [Graph.Node("Add", [Graph.Node("Unsqueeze", [Whole(own), Graph.Constant(2)]), Heard(other)])]);
        string passed = Graph.Node("Mul", [Graph.Node("Mul", [gates, Graph.Node("Unsqueeze", [joined, Graph.Constant(3)])]), Heard(values)]);
        return Same(own, values.Width, whole: Graph.Node("ReduceSum", [passed, Graph.Constant(2)], OnnxAttribute.Of("keepdims", 0)));
    }

    /// <summary>Edges as an input of a graph, bool <c>[sentences, source, regions]</c>, made when they are first used.</summary>
    private sealed record OnnxEdges(Lazy<string> Joined) : IEdges<OnnxValue>;
}
