using Optiglot.Networks;

namespace Optiglot.Bench;

/// <summary>A network of an encoder and nothing else.</summary>
internal sealed class EncoderAlone : INetwork
{
    private readonly VlpEncoder encoder;

    /// <summary>Declares the encoder's parameters.</summary>
    internal EncoderAlone(EncoderOptions options)
    {
        encoder = new VlpEncoder(Parameters, options);
        Output = new OutputLayer(encoder.Words);
    }

    /// <inheritdoc/>
    public ParameterDeclarations Parameters { get; } = new();

    /// <inheritdoc/>
    public OutputLayer Output { get; }

    /// <inheritdoc/>
    public NetworkMemory<T> Encode<T>(INetworkOps<T> ops, SourceInputs<T> source) where T : class => new(encoder.Encode(ops, source));

    /// <inheritdoc/>
    public DecoderMemory<T> Start<T>(INetworkOps<T> ops, NetworkMemory<T> memory) where T : class =>
        throw new NotSupportedException("an encoder alone does not decode");

    /// <inheritdoc/>
    public DecoderStates<T> Decode<T>(INetworkOps<T> ops, T tokens, DecoderMemory<T> memory, Labels<T>? labels = null) where T : class =>
        throw new NotSupportedException("an encoder alone does not decode");
}
