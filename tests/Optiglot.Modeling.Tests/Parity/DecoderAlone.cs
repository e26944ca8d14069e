using Optiglot.Networks;

namespace Optiglot.Modeling.Tests.Parity;

/// <summary>A network without encoder: states are given.</summary>
internal sealed class DecoderAlone : INetwork
{
    private readonly TransformerDecoder decoder;

    internal DecoderAlone(ModelOptions options)
    {
        decoder = new TransformerDecoder(Parameters, options, new Embedding(new ParameterDeclarations(), "unused", 1, 8, 1));
        Output = new OutputLayer(decoder.Words);
    }

    public ParameterDeclarations Parameters { get; } = new();

    public OutputLayer Output { get; }

    public NetworkMemory<T> Encode<T>(INetworkOps<T> ops, SourceInputs<T> source) where T : class => throw new NotSupportedException();

    public DecoderMemory<T> Start<T>(INetworkOps<T> ops, NetworkMemory<T> memory) where T : class => decoder.Start(ops, memory);

    public DecoderStates<T> Decode<T>(INetworkOps<T> ops, T tokens, DecoderMemory<T> memory, Labels<T>? labels = null) where T : class =>
        decoder.Decode(ops, tokens, memory, labels);
}
