namespace Optiglot.Networks;

/// <summary>LXMERT's encoder, a bridge, and a decoder that attends to the states of both streams.</summary>
public sealed class LxmertNetwork : TransformerNetwork
{
    private readonly LxmertEncoder encoder;

    /// <summary>Declares the network's parameters.</summary>
    /// <exception cref="ArgumentException">The options contradict each other, or ask for what this network has not.</exception>
    public LxmertNetwork(ModelOptions options)
    {
        encoder = new LxmertEncoder(Parameters, options.Encoder, (int)options.ValueOf(LxmertFamily.RegionLayers),
            (int)options.ValueOf(LxmertFamily.CrossLayers));
        Decoder = new TransformerDecoder(Parameters, options, encoder.Words);
    }

    /// <inheritdoc/>
    public override NetworkMemory<T> Encode<T>(INetworkOps<T> ops, SourceInputs<T> source) => new(encoder.Encode(ops, source));
}
