namespace Optiglot.Networks;

/// <summary>
/// An encoder of text alone (BERT's names, so that a BERT can be its start); one attention from its states H to the regions, and a gate:
/// <c>A = attention(H, regions)</c>, <c>λ = σ(U H + V A)</c>, <c>H' = (1 − λ) H + λ A</c> (Li et al. 2022, Eq. 4 to 6). A sentence without a picture keeps H.
/// The decoder sees H' only. The paper's attention has one head over a ViT's patches; here it has the encoder's heads, and regions are what the detector gives.
/// </summary>
public sealed class SelectiveAttentionNetwork : TransformerNetwork
{
    private readonly VlpEncoder encoder;
    private readonly Linear? project;
    private readonly Linear? query;
    private readonly Linear? keyValue;
    private readonly Linear? gate;
    private readonly int heads;

    /// <summary>Declares the network's parameters.</summary>
    /// <exception cref="ArgumentException">The options contradict each other, or ask for what this network has not.</exception>
    public SelectiveAttentionNetwork(ModelOptions options)
    {
        FamilyRules.HasItsOwnWayToRegions("selective-attention", options);
        EncoderOptions text = options.Encoder with { RegionFeatures = 0 };
        encoder = new VlpEncoder(Parameters, text);
        (int width, heads) = (text.Width, text.Heads);
        if (options.Encoder.RegionFeatures > 0)
        {
            // New parameters learn as fast as the decoder's, whatever the encoder started from.
            Parameters.Group = ParameterGroup.Decoder;
            project = RegionProjection.Of(Parameters, "selective.region_projection", options.Encoder, width, Initialization.Xavier);
            query = new Linear(Parameters, "selective.query", width, width, Initialization.Xavier);
            keyValue = new Linear(Parameters, "selective.key_value", ["selective.key", "selective.value"], width, width, Initialization.Xavier);
            gate = new Linear(Parameters, "selective.gate", 2 * width, width, Initialization.Xavier);
        }

        Decoder = new TransformerDecoder(Parameters, options, encoder.Words);
    }

    /// <inheritdoc/>
    public override NetworkMemory<T> Encode<T>(INetworkOps<T> ops, SourceInputs<T> source)
    {
        States<T> text = encoder.Encode(ops, source);
        if (source.Regions is null || project is null) return new NetworkMemory<T>(text);
        IMask<T> mask = ops.Mask(MemoryNames.Regions, source.RegionMask!);
        IKeysValues<T> regions = ops.Project(ops.Linear(source.Regions, project), keyValue!, heads);
        T found = ops.Attend(ops.Linear(text.Value, query!), regions, mask, heads, dropout: 0).Output;
        T open = ops.Activate(ops.Linear(ops.ConcatenateFeatures(text.Value, found), gate!), Activation.Sigmoid);
        // H + λ (A − H), and H where there is no picture.
        T change = ops.Multiply(open, ops.Add(found, ops.Scale(text.Value, -1)));
        return new NetworkMemory<T>(text with { Value = ops.Add(text.Value, ops.ZeroWhereAbsent(change, mask)) });
    }
}
