using Optiglot.Onnx;

namespace Optiglot.Translation;

/// <summary>A table of word vectors in a graph: looked up at one end, multiplied with at the other.</summary>
/// <param name="Weight">Name of the table, <c>[count, width]</c>.</param>
/// <param name="Scales">Name of its rows' scales, <c>[count]</c>, where the table has 8 bits.</param>
internal sealed record WordTable(string Weight, string? Scales)
{
    /// <summary>Vectors of ids <c>[...]</c>: <c>[..., width]</c>.</summary>
    public string Lookup(OnnxGraphBuilder graph, string ids)
    {
        string rows = graph.Node("Gather", [Weight, ids]);
        if (Scales is null) return rows;
        string scales = graph.Node("Unsqueeze", [graph.Node("Gather", [Scales, ids]), graph.Constant(-1)]);
        return graph.Node("Mul", [graph.Node("Cast", [rows], OnnxAttribute.Of("to", (long)OnnxType.Single)), scales]);
    }
}
