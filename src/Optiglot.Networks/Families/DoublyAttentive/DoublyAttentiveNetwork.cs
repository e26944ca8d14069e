namespace Optiglot.Networks;

/// <summary>
/// An encoder of text alone (BERT's names, so that a BERT can be its start), and a decoder that looks at text and regions in turn
/// (<see cref="DoublyAttention"/>). The regions are the decoder's alone, so a
/// frozen encoder's states can be kept. The paper's decoder is recurrent, with both contexts in its one update; here each layer of a transformer has both
/// attentions.
/// </summary>
public sealed class DoublyAttentiveNetwork : TransformerNetwork
{
    private readonly VlpEncoder encoder;
    private readonly bool seesRegions;

    /// <summary>Declares the network's parameters.</summary>
    /// <exception cref="ArgumentException">The options contradict each other, or ask for what this network has not.</exception>
    public DoublyAttentiveNetwork(ModelOptions options)
    {
        FamilyRules.HasItsOwnWayToRegions("doubly-attentive", options);
        seesRegions = options.Encoder.RegionFeatures > 0;
        encoder = new VlpEncoder(Parameters, options.Encoder with { RegionFeatures = 0 });
        Decoder = new TransformerDecoder(Parameters, options, encoder.Words, (prefix, layer) =>
            new DoublyAttention(Parameters, prefix, layer, options.Decoder, options.Encoder.RegionWidth()));
    }

    /// <inheritdoc/>
    public override NetworkMemory<T> Encode<T>(INetworkOps<T> ops, SourceInputs<T> source) =>
        new NetworkMemory<T>(encoder.Encode(ops, source)).WithRegionVectors(ops, source, seesRegions);
}
