namespace Optiglot.Networks;

/// <summary>
/// An encoder of text alone, and a decoder whose words are modulated by the picture: <c>y' = y ⊙ tanh(W v)</c>, v the mean of the regions, y a target word's
/// embedding before its position is added
/// (Caglayan et al. 2017, section 3.2). A sentence without a picture keeps y. The paper's encoder and decoder are recurrent; here they are transformers.
/// </summary>
public sealed class TargetGatingNetwork : INetwork
{
    private readonly VlpEncoder encoder;
    private readonly TransformerDecoder decoder;
    private readonly Linear? project;

    /// <summary>Declares the network's parameters.</summary>
    /// <exception cref="ArgumentException">The options contradict each other, or ask for what this network has not.</exception>
    public TargetGatingNetwork(ModelOptions options)
    {
        options.Validate();
        FamilyRules.HasItsOwnWayToRegions("trg-mul", options);
        encoder = new VlpEncoder(Parameters, options.Encoder with { RegionFeatures = 0 });
        decoder = new TransformerDecoder(Parameters, options, encoder.Words);
        int features = options.Encoder.RegionFeatures;
        if (features > 0)
            project = new Linear(Parameters, "decoder.region_projection", features + EncoderOptions.BoxNumbers, options.Decoder.Width,
                Initialization.Xavier) { IsExact = true };
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
        return source.Regions is null || project is null
            ? memory
            : memory.With(MemoryNames.RegionVectors, new States<T>(source.Regions, ops.Mask(MemoryNames.Regions, source.RegionMask!)));
    }

    /// <inheritdoc/>
    public DecoderMemory<T> Start<T>(INetworkOps<T> ops, NetworkMemory<T> memory) where T : class
    {
        DecoderMemory<T> started = decoder.Start(ops, memory);
        if (!memory.Has(MemoryNames.RegionVectors)) return started;
        (T regions, IMask<T> mask) = memory[MemoryNames.RegionVectors];
        T factors = ops.Activate(ops.Linear(ops.Mean(regions, mask), project!), Activation.Tanh);
        started.Add(MemoryNames.Picture, ops.Remember(MemoryNames.Picture, factors));
        return started;
    }

    /// <inheritdoc/>
    public DecoderStates<T> Decode<T>(INetworkOps<T> ops, T tokens, DecoderMemory<T> memory, Labels<T>? labels = null) where T : class
    {
        return decoder.Decode(ops, tokens, memory, labels, memory.Has(MemoryNames.Picture) ? Modulated : null);

        // y ⊙ g + p, of the embedded y + p: what is added to it is y ⊙ g − y, and nothing where there is no picture.
        T Modulated(T embedded)
        {
            T words = ops.Scale(ops.Embed(tokens, decoder.Words), decoder.WordScale);
            T change = ops.Add(ops.Multiply(words, ops.Expand(memory.Value(MemoryNames.Picture), words)), ops.Scale(words, -1));
            return ops.Add(embedded, ops.ZeroWhereAbsent(change, memory.Mask(MemoryNames.RegionVectors)));
        }
    }
}
