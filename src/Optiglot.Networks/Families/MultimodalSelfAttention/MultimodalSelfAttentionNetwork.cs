namespace Optiglot.Networks;

/// <summary>Encoder (<see cref="MultimodalEncoderLayer"/>), bridge, and a decoder that attends to text and regions.</summary>
public sealed class MultimodalSelfAttentionNetwork : TransformerNetwork
{
    private readonly VlpEncoder encoder;

    /// <summary>Declares the network's parameters.</summary>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    public MultimodalSelfAttentionNetwork(ModelOptions options)
    {
        encoder = new VlpEncoder(Parameters, options.Encoder, (prefix, start) => new MultimodalEncoderLayer(Parameters, prefix, options.Encoder, start));
        Decoder = new TransformerDecoder(Parameters, options, encoder.Words);
    }

    /// <inheritdoc/>
    public override NetworkMemory<T> Encode<T>(INetworkOps<T> ops, SourceInputs<T> source) => new(encoder.Encode(ops, source));
}
