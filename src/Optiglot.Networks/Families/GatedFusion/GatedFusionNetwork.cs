namespace Optiglot.Networks;

/// <summary>
/// An encoder of text alone (BERT's names, so that a BERT can be its start), and the picture as one vector z, the mean of its regions: <c>v = P z</c>,
/// <c>Λ = σ(W v + U H)</c>, <c>H' = H + Λ ⊙ v</c>
/// (Wu et al. 2021, Eq. 1 to 3; v is their Embed_image). A sentence without a picture keeps H. The decoder sees H' only.
/// </summary>
public sealed class GatedFusionNetwork : TransformerNetwork
{
    private readonly VlpEncoder encoder;
    private readonly Linear? project;
    private readonly Linear? gateText;
    private readonly Linear? gatePicture;

    /// <summary>Declares the network's parameters.</summary>
    /// <exception cref="ArgumentException">The options contradict each other, or ask for what this network has not.</exception>
    public GatedFusionNetwork(ModelOptions options)
    {
        FamilyRules.HasItsOwnWayToRegions("gated-fusion", options);
        encoder = new VlpEncoder(Parameters, options.Encoder with { RegionFeatures = 0 });
        int width = options.Encoder.Width;
        if (options.Encoder.RegionFeatures > 0)
        {
            Parameters.Group = ParameterGroup.Decoder;
            project = RegionProjection.Of(Parameters, "fusion.region_projection", options.Encoder, width, Initialization.Xavier);
            gateText = new Linear(Parameters, "fusion.gate_text", width, width, Initialization.Xavier);
            gatePicture = new Linear(Parameters, "fusion.gate_region", width, width, Initialization.Xavier, hasBias: false);
        }

        Decoder = new TransformerDecoder(Parameters, options, encoder.Words);
    }

    /// <inheritdoc/>
    public override NetworkMemory<T> Encode<T>(INetworkOps<T> ops, SourceInputs<T> source)
    {
        States<T> text = encoder.Encode(ops, source);
        if (source.Regions is null || project is null) return new NetworkMemory<T>(text);
        IMask<T> mask = ops.Mask(MemoryNames.Regions, source.RegionMask!);
        T picture = ops.Linear(ops.Mean(source.Regions, mask), project);
        T open = ops.Activate(ops.Add(ops.Linear(text.Value, gateText!), ops.Expand(ops.Linear(picture, gatePicture!), text.Value)), Activation.Sigmoid);
        T change = ops.Multiply(open, ops.Expand(picture, text.Value));
        return new NetworkMemory<T>(text with { Value = ops.Add(text.Value, ops.ZeroWhereAbsent(change, mask)) });
    }
}
