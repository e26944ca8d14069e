namespace Optiglot.Networks;

/// <summary>An encoder over a graph of words and regions, whose layers pass gated messages between a phrase's words and the regions that it names.</summary>
public sealed class GraphFusionFamily : INetworkFamily
{
    /// <inheritdoc/>
    public string Name => "graph-fusion";

    /// <inheritdoc/>
    public string Paper => "Yin et al. 2020, A Novel Graph-based Multi-modal Fusion Encoder for Neural Machine Translation, ACL (section 2)";

    /// <inheritdoc/>
    public bool ReadsEdges => true;

    /// <inheritdoc/>
    public INetwork Create(ModelOptions options) => new GraphFusionNetwork(options);
}
