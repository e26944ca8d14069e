namespace Optiglot.Networks;

/// <summary>LXMERT's encoder, a bridge, and a decoder that attends to the states of both streams.</summary>
public sealed class LxmertNetwork : INetwork
{
    private readonly LxmertEncoder encoder;
    private readonly TransformerDecoder decoder;

    /// <summary>Declares the network's parameters.</summary>
    /// <exception cref="ArgumentException">The options contradict each other, or ask for what this network has not.</exception>
    public LxmertNetwork(ModelOptions options)
    {
        options.Validate(LxmertFamily.RegionLayers, LxmertFamily.CrossLayers);
        if (options.Encoder.Norm != NormPlacement.Post) throw new ArgumentException($"lxmert: norms stand after each block, as in BERT: set model.encoder.norm to post, not {options.Encoder.Norm.ToString().ToLowerInvariant()}");
        if (options.Encoder.ScaleEmbeddings) throw new ArgumentException("lxmert: word embeddings are not scaled: set model.encoder.scale_embeddings to false");
        encoder = new LxmertEncoder(Parameters, options.Encoder, (int)options.ValueOf(LxmertFamily.RegionLayers),
            (int)options.ValueOf(LxmertFamily.CrossLayers));
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
