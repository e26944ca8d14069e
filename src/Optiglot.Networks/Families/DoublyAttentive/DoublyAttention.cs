namespace Optiglot.Networks;

/// <summary>
/// Two attentions with queries, keys, values and outputs of their own, one to the text's states, one to the regions as the detector gave them. The second is
/// weighed by a number of the decoder's state
/// s, <c>β = σ(w s + b)</c> (Calixto et al. 2017, Eq. 11), and both are summed. A sentence without a picture has the text's alone.
/// </summary>
public sealed class DoublyAttention : ICrossAttention
{
    private readonly JointAttention text;
    private readonly JointAttention? regions;
    private readonly Linear? gate;
    private readonly string regionName;

    /// <summary>
    /// Declares <c>prefix.{query,key,value,output}</c> and, for a network that sees regions, the same under <c>prefix.region</c> and
    /// <c>prefix.region_gate</c>.
    /// </summary>
    /// <param name="declarations">Takes them.</param>
    /// <param name="prefix">Name on disk.</param>
    /// <param name="layer">Number of the layer.</param>
    /// <param name="options">Sizes.</param>
    /// <param name="regionWidth">Width of a region's vector; 0 for a network that sees no picture.</param>
    public DoublyAttention(ParameterDeclarations declarations, string prefix, int layer, DecoderOptions options, int regionWidth)
    {
        text = new JointAttention(declarations, prefix, MemoryNames.Cross(layer), options, isTextOnly: false);
        regionName = MemoryNames.Region(layer);
        if (regionWidth == 0) return;
        regions = new JointAttention(
            declarations, $"{prefix}.region", regionName, options, isTextOnly: false, MemoryNames.RegionVectors, regionWidth, isExact: true);
        gate = new Linear(declarations, $"{prefix}.region_gate", options.Width, 1, Initialization.Xavier);
    }

    /// <inheritdoc/>
    public void Remember<T>(INetworkOps<T> ops, NetworkMemory<T> states, DecoderMemory<T> memory) where T : class
    {
        text.Remember(ops, states, memory);
        if (states.Has(MemoryNames.RegionVectors)) regions?.Remember(ops, states, memory);
    }

    /// <inheritdoc/>
    public CrossAttention<T> Attend<T>(INetworkOps<T> ops, T x, DecoderMemory<T> memory, AttentionRecording recording) where T : class
    {
        recording &= AttentionRecording.Weights;
        CrossAttention<T> said = text.Attend(ops, x, memory, recording);
        if (regions is null || !memory.Has(regionName)) return said;
        CrossAttention<T> seen = regions.Attend(ops, x, memory, recording);
        IMask<T> mask = memory.Mask(MemoryNames.RegionVectors);
        T weighed = ops.ScalePlaces(seen.Output, ops.Activate(ops.Linear(x, gate!), Activation.Sigmoid));
        IReadOnlyList<T>? weights = said.Weights is null ? null : [said.Weights[0], ops.ZeroWhereAbsent(seen.Weights![0], mask)];
        return new CrossAttention<T>(ops.Add(said.Output, ops.ZeroWhereAbsent(weighed, mask)), Weights: weights);
    }
}
