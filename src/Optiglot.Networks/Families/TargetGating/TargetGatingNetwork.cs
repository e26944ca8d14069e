namespace Optiglot.Networks;

/// <summary>
/// An encoder of text alone, and a decoder whose words are modulated by the picture: <c>y' = y ⊙ tanh(W v)</c>, v the mean of the regions, y a target word's
/// embedding before its position is added
/// (Caglayan et al. 2017, section 3.2). A sentence without a picture keeps y. The paper's encoder and decoder are recurrent; here they are transformers.
/// </summary>
public sealed class TargetGatingNetwork : TransformerNetwork
{
    private readonly VlpEncoder encoder;
    private readonly Linear? project;

    /// <summary>Declares the network's parameters.</summary>
    /// <exception cref="ArgumentException">The options contradict each other, or ask for what this network has not.</exception>
    public TargetGatingNetwork(ModelOptions options)
    {
        FamilyRules.HasItsOwnWayToRegions("trg-mul", options);
        encoder = new VlpEncoder(Parameters, options.Encoder with { RegionFeatures = 0 });
        Decoder = new TransformerDecoder(Parameters, options, encoder.Words);
        if (options.Encoder.RegionFeatures > 0)
            project = RegionProjection.Of(Parameters, "decoder.region_projection", options.Encoder, options.Decoder.Width, Initialization.Xavier);
    }

    /// <inheritdoc/>
    public override NetworkMemory<T> Encode<T>(INetworkOps<T> ops, SourceInputs<T> source) =>
        new NetworkMemory<T>(encoder.Encode(ops, source)).WithRegionVectors(ops, source, project is not null);

    /// <inheritdoc/>
    public override DecoderMemory<T> Start<T>(INetworkOps<T> ops, NetworkMemory<T> memory)
    {
        DecoderMemory<T> started = Decoder.Start(ops, memory);
        if (!memory.Has(MemoryNames.RegionVectors)) return started;
        (T regions, IMask<T> mask) = memory[MemoryNames.RegionVectors];
        T factors = ops.Activate(ops.Linear(ops.Mean(regions, mask), project!), Activation.Tanh);
        started.Add(MemoryNames.Picture, ops.Remember(MemoryNames.Picture, factors));
        return started;
    }

    /// <inheritdoc/>
    public override DecoderStates<T> Decode<T>(INetworkOps<T> ops, T tokens, DecoderMemory<T> memory, Labels<T>? labels = null)
    {
        return Decoder.Decode(ops, tokens, memory, labels, memory.Has(MemoryNames.Picture) ? Modulated : null);

        // y ⊙ g + p, of the embedded y + p: what is added to it is y ⊙ g − y, and nothing where there is no picture.
        T Modulated(T embedded)
        {
            T words = ops.Scale(ops.Embed(tokens, Decoder.Words), Decoder.WordScale);
            T change = ops.Add(ops.Multiply(words, ops.Expand(memory.Value(MemoryNames.Picture), words)), ops.Scale(words, -1));
            return ops.Add(embedded, ops.ZeroWhereAbsent(change, memory.Mask(MemoryNames.RegionVectors)));
        }
    }
}
