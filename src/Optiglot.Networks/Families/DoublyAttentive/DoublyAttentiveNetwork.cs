namespace Optiglot.Networks;

/// <summary>
/// An encoder of text alone (BERT's names, so that a BERT can be its start), and a decoder that looks at text and regions in turn
/// (<see cref="DoublyAttention"/>). The regions are the decoder's alone, so a
/// frozen encoder's states can be kept. The paper's decoder is recurrent, with both contexts in its one update; here each layer of a transformer has both
/// attentions.
/// </summary>
public sealed class DoublyAttentiveNetwork : INetwork
{
    private readonly VlpEncoder encoder;
    private readonly TransformerDecoder decoder;
    private readonly bool seesRegions;

    /// <summary>Declares the network's parameters.</summary>
    /// <exception cref="ArgumentException">The options contradict each other, or ask for what this network has not.</exception>
    public DoublyAttentiveNetwork(ModelOptions options)
    {
        options.Validate();
        FamilyRules.HasItsOwnWayToRegions("doubly-attentive", options);
        seesRegions = options.Encoder.RegionFeatures > 0;
        int regionWidth = seesRegions ? options.Encoder.RegionFeatures + EncoderOptions.BoxNumbers : 0;
        encoder = new VlpEncoder(Parameters, options.Encoder with { RegionFeatures = 0 });
        decoder = new TransformerDecoder(Parameters, options, encoder.Words, (prefix, layer) =>
            new DoublyAttention(Parameters, prefix, layer, options.Decoder, regionWidth));
        Output = new OutputLayer(decoder.Words);
    }

    /// <inheritdoc/>
    public ParameterDeclarations Parameters { get; } = new();

    /// <inheritdoc/>
    public OutputLayer Output { get; }

    /// <inheritdoc/>
    public NetworkMemory<T> Encode<T>(INetworkOps<T> ops, SourceInputs<T> source) where T : class
    {
        var memory = new NetworkMemory<T>(encoder.Encode(ops, source with { Regions = null, RegionMask = null }));
        return source.Regions is null || !seesRegions
            ? memory
            : memory.With(MemoryNames.RegionVectors, new States<T>(source.Regions, ops.Mask(MemoryNames.Regions, source.RegionMask!)));
    }

    /// <inheritdoc/>
    public DecoderMemory<T> Start<T>(INetworkOps<T> ops, NetworkMemory<T> memory) where T : class => decoder.Start(ops, memory);

    /// <inheritdoc/>
    public DecoderStates<T> Decode<T>(INetworkOps<T> ops, T tokens, DecoderMemory<T> memory, Labels<T>? labels = null) where T : class =>
        decoder.Decode(ops, tokens, memory, labels);
}
