namespace Optiglot.Networks;

/// <summary>Encoder, bridge and decoder (paper, Figure 2).</summary>
public sealed class VlpNetwork : TransformerNetwork
{
    private readonly VlpEncoder encoder;

    /// <summary>Declares the network's parameters.</summary>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    public VlpNetwork(ModelOptions options)
    {
        encoder = new VlpEncoder(Parameters, options.Encoder);
        Decoder = new TransformerDecoder(Parameters, options, encoder.Words);
    }

    /// <inheritdoc/>
    public override NetworkMemory<T> Encode<T>(INetworkOps<T> ops, SourceInputs<T> source) => new(encoder.Encode(ops, source));
}
