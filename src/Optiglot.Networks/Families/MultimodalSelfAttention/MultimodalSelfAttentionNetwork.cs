namespace Optiglot.Networks;

/// <summary>Encoder (<see cref="MultimodalEncoderLayer"/>), bridge, and a decoder that attends to text and regions.</summary>
public sealed class MultimodalSelfAttentionNetwork : INetwork
{
    private readonly VlpEncoder encoder;
    private readonly TransformerDecoder decoder;

    /// <summary>Declares the network's parameters.</summary>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    public MultimodalSelfAttentionNetwork(ModelOptions options)
    {
        options.Validate();
        encoder = new VlpEncoder(Parameters, options.Encoder, (prefix, start) => new MultimodalEncoderLayer(Parameters, prefix, options.Encoder, start));
        decoder = new TransformerDecoder(Parameters, options, encoder.Words);
        Output = new OutputLayer(decoder.Words);
    }

    /// <inheritdoc/>
    public ParameterDeclarations Parameters { get; } = new();

    /// <inheritdoc/>
    public OutputLayer Output { get; }

    /// <inheritdoc/>
    public NetworkMemory<T> Encode<T>(INetworkOps<T> ops, SourceInputs<T> source) where T : class => new(encoder.Encode(ops, source));

    /// <inheritdoc/>
    public DecoderMemory<T> Start<T>(INetworkOps<T> ops, NetworkMemory<T> memory) where T : class => decoder.Start(ops, memory);

    /// <inheritdoc/>
    public DecoderStates<T> Decode<T>(INetworkOps<T> ops, T tokens, DecoderMemory<T> memory, Labels<T>? labels = null) where T : class =>
        decoder.Decode(ops, tokens, memory, labels);
}
