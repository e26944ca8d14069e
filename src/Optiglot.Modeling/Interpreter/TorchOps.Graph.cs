using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>Messages along edges: few of all pairs are joined, so each edge is a row.</summary>
internal partial class TorchOps
{
    private readonly List<TorchEdges> graphs = [];

    /// <inheritdoc/>
    public IEdges<Tensor> Edges(Tensor joined)
    {
        var made = new TorchEdges(joined, Parameters.Device);
        graphs.Add(made);
        return made;
    }

    /// <inheritdoc/>
    public Tensor GatherGated(Tensor own, Tensor other, Tensor values, IEdges<Tensor> edges, string hearer)
    {
        var joined = (TorchEdges)edges;
        (Tensor to, Tensor from) = hearer == MemoryNames.Text ? (joined.Text, joined.Regions) : (joined.Regions, joined.Text);
        using var scope = NewDisposeScope();
        // [edges, width]
        Tensor gates = Rows(own, to).Plus(Rows(other, from)).sigmoid(), passed = gates * Rows(values, from);
        Tensor nobody = zeros([own.shape[0] * own.shape[1], values.shape[2]], passed.dtype, passed.device), heard = nobody.IndexAdd(to, passed);
        return heard.view(own.shape[0], own.shape[1], values.shape[2]).MoveToOuterDisposeScope();
    }
}
