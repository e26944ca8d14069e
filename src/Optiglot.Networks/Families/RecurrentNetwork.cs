namespace Optiglot.Networks;

/// <summary>A network whose encoder reads text alone and whose decoder is a conditional GRU. A family says what it asks of the picture.</summary>
public abstract class RecurrentNetwork : INetwork
{
    private readonly RecurrentEncoder encoder;
    private readonly bool seesRegions;

    /// <summary>Declares encoder and decoder.</summary>
    /// <param name="family">The family's name, for messages.</param>
    /// <param name="options">Sizes. Those of transformers alone (feed-forward, norm, activation, positions) say nothing here.</param>
    /// <param name="crossAttention">Declares what the decoder asks of the source, by its name on disk; null for one attention to the text.</param>
    /// <exception cref="ArgumentException">The options ask for what a recurrent network does not have.</exception>
    protected RecurrentNetwork(string family, ModelOptions options, Func<ParameterDeclarations, string, ICrossAttention>? crossAttention = null)
    {
        FamilyRules.HasItsOwnWayToRegions(family, options);
        if (options.Decoder.Layers != 1)
            throw new ArgumentException($"{family}: a conditional GRU is one layer, not {options.Decoder.Layers}: set model.decoder.layers to 1");
        seesRegions = options.Encoder.RegionFeatures > 0;
        encoder = new RecurrentEncoder(Parameters, options.Encoder);
        Decoder = new RecurrentDecoder(Parameters, options, encoder.Words, crossAttention is null ? null : prefix => crossAttention(Parameters, prefix));
        Output = new OutputLayer(Decoder.Words);
    }

    /// <inheritdoc/>
    public ParameterDeclarations Parameters { get; } = new();

    /// <inheritdoc/>
    public OutputLayer Output { get; }

    /// <summary>The conditional recurrent unit with its attentions.</summary>
    protected RecurrentDecoder Decoder { get; }

    /// <inheritdoc/>
    public NetworkMemory<T> Encode<T>(INetworkOps<T> ops, SourceInputs<T> source) where T : class =>
        new NetworkMemory<T>(encoder.Encode(ops, source)).WithRegionVectors(ops, source, seesRegions);

    /// <inheritdoc/>
    public virtual DecoderMemory<T> Start<T>(INetworkOps<T> ops, NetworkMemory<T> memory) where T : class => Decoder.Start(ops, memory);

    /// <inheritdoc/>
    public virtual DecoderStates<T> Decode<T>(INetworkOps<T> ops, T tokens, DecoderMemory<T> memory, Labels<T>? labels = null) where T : class =>
        Decoder.Decode(ops, tokens, memory);
}
