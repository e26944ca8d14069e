namespace Optiglot.Networks;

/// <summary>
/// Two attentions, to the text and to the regions, and one context of what both found: <c>c = tanh(A c_text + B c_regions + b)</c>, which is a map of both side
/// by side (Caglayan et al. 2017,
/// fusion-conv). A sentence without a picture has <c>tanh(A c_text + b)</c>; a network that sees no picture c_text itself.
/// </summary>
public sealed class FusionAttention : ICrossAttention
{
    private static readonly string RegionName = MemoryNames.Region(0);

    private readonly JointAttention text;
    private readonly JointAttention? regions;
    private readonly Linear? fuseText;
    private readonly Linear? fuseRegions;

    /// <summary>
    /// Declares <c>prefix.{query,key,value,output}</c> and, for a network that sees regions, the same under <c>prefix.region</c> and <c>prefix.fusion</c>.
    /// </summary>
    /// <param name="declarations">Takes them.</param>
    /// <param name="prefix">Name on disk.</param>
    /// <param name="options">Sizes.</param>
    /// <param name="regionWidth">Width of a region's vector; 0 for a network that sees no picture.</param>
    public FusionAttention(ParameterDeclarations declarations, string prefix, DecoderOptions options, int regionWidth)
    {
        text = new JointAttention(declarations, prefix, MemoryNames.Cross(0), options, isTextOnly: false);
        if (regionWidth == 0) return;
        regions = new JointAttention(
            declarations, $"{prefix}.region", RegionName, options, isTextOnly: false, MemoryNames.RegionVectors, regionWidth, isExact: true);
        fuseText = new Linear(declarations, $"{prefix}.fusion.text", options.Width, options.Width, Initialization.Xavier);
        fuseRegions = new Linear(declarations, $"{prefix}.fusion.region", options.Width, options.Width, Initialization.Xavier, hasBias: false);
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
        if (regions is null) return said;
        T both = ops.Linear(said.Output, fuseText!);
        IReadOnlyList<T>? weights = said.Weights;
        if (memory.Has(RegionName))
        {
            CrossAttention<T> seen = regions.Attend(ops, x, memory, recording);
            IMask<T> mask = memory.Mask(MemoryNames.RegionVectors);
            both = ops.Add(both, ops.ZeroWhereAbsent(ops.Linear(seen.Output, fuseRegions!), mask));
            if (weights is not null) weights = [weights[0], ops.ZeroWhereAbsent(seen.Weights![0], mask)];
        }

        return new CrossAttention<T>(ops.Activate(both, Activation.Tanh), Weights: weights);
    }
}
