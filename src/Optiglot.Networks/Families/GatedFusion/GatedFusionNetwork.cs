namespace Optiglot.Networks;

/// <summary>
/// An encoder of text alone (BERT's names, so that a BERT can be its start), and the picture as one vector z, the mean of its regions: <c>v = P z</c>,
/// <c>Λ = σ(W v + U H)</c>, <c>H' = H + Λ ⊙ v</c>
/// (Wu et al. 2021, Eq. 1 to 3; v is their Embed_image). A sentence without a picture keeps H. The decoder sees H' only.
/// </summary>
public sealed class GatedFusionNetwork : INetwork
{
    private readonly VlpEncoder encoder;
    private readonly TransformerDecoder decoder;
    private readonly Linear? project;
    private readonly Linear? gateText;
    private readonly Linear? gatePicture;

    /// <summary>Declares the network's parameters.</summary>
    /// <exception cref="ArgumentException">The options contradict each other, or ask for what this network has not.</exception>
    public GatedFusionNetwork(ModelOptions options)
    {
        options.Validate();
        FamilyRules.HasItsOwnWayToRegions("gated-fusion", options);
        encoder = new VlpEncoder(Parameters, options.Encoder with { RegionFeatures = 0 });
        int width = options.Encoder.Width;
        if (options.Encoder.RegionFeatures > 0)
        {
            Parameters.Group = ParameterGroup.Decoder;
            project = new Linear(Parameters, "fusion.region_projection", options.Encoder.RegionFeatures + EncoderOptions.BoxNumbers, width,
                Initialization.Xavier) { IsExact = true };
            gateText = new Linear(Parameters, "fusion.gate_text", width, width, Initialization.Xavier);
            gatePicture = new Linear(Parameters, "fusion.gate_region", width, width, Initialization.Xavier, hasBias: false);
        }

        decoder = new TransformerDecoder(Parameters, options, encoder.Words);
        Output = new OutputLayer(decoder.Words);
    }

    /// <inheritdoc/>
    public ParameterDeclarations Parameters { get; } = new();

    /// <inheritdoc/>
    public OutputLayer Output { get; }

    /// <inheritdoc/>
    public NetworkMemory<T> Encode<T>(INetworkOps<T> ops, SourceInputs<T> source) where T : class
    {
        States<T> text = encoder.Encode(ops, source with { Regions = null, RegionMask = null });
        if (source.Regions is null || project is null) return new NetworkMemory<T>(text);
        IMask<T> mask = ops.Mask(MemoryNames.Regions, source.RegionMask!);
        T picture = ops.Linear(ops.Mean(source.Regions, mask), project);
        T open = ops.Activate(ops.Add(ops.Linear(text.Value, gateText!), ops.Expand(ops.Linear(picture, gatePicture!), text.Value)), Activation.Sigmoid);
        T change = ops.Multiply(open, ops.Expand(picture, text.Value));
        return new NetworkMemory<T>(text with { Value = ops.Add(text.Value, ops.ZeroWhereAbsent(change, mask)) });
    }

    /// <inheritdoc/>
    public DecoderMemory<T> Start<T>(INetworkOps<T> ops, NetworkMemory<T> memory) where T : class => decoder.Start(ops, memory);

    /// <inheritdoc/>
    public DecoderStates<T> Decode<T>(INetworkOps<T> ops, T tokens, DecoderMemory<T> memory, Labels<T>? labels = null) where T : class =>
        decoder.Decode(ops, tokens, memory, labels);
}
