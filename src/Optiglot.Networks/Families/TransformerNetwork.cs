namespace Optiglot.Networks;

/// <summary>A network whose decoder is a transformer. A family says how it encodes, and overrides what else is its own.</summary>
public abstract class TransformerNetwork : INetwork
{
    private readonly TransformerDecoder? decoder;
    private readonly OutputLayer? output;

    /// <inheritdoc/>
    public ParameterDeclarations Parameters { get; } = new();

    /// <inheritdoc/>
    public OutputLayer Output => output ?? throw NoDecoder();

    /// <inheritdoc/>
    public virtual bool EncoderIsConstant => false;

    /// <summary>The decoder. A constructor sets it when the encoder has declared its parameters.</summary>
    protected TransformerDecoder Decoder
    {
        get => decoder ?? throw NoDecoder();
        init => (decoder, output) = (value, new OutputLayer(value.Words));
    }

    /// <inheritdoc/>
    public abstract NetworkMemory<T> Encode<T>(INetworkOps<T> ops, SourceInputs<T> source) where T : class;

    /// <inheritdoc/>
    public virtual DecoderMemory<T> Start<T>(INetworkOps<T> ops, NetworkMemory<T> memory) where T : class => Decoder.Start(ops, memory);

    /// <inheritdoc/>
    public virtual DecoderStates<T> Decode<T>(INetworkOps<T> ops, T tokens, DecoderMemory<T> memory, Labels<T>? labels = null) where T : class =>
        Decoder.Decode(ops, tokens, memory, labels);

    private InvalidOperationException NoDecoder() => new($"the constructor of {GetType().Name} sets no decoder");
}
