namespace Optiglot.Networks;

/// <summary>
/// A recurrent encoder of text gives H. The picture v, the mean of its regions, points into the text: <c>z_i = tanh(W_v v) · tanh(W_h h_i)</c>, <c>t = Σ
/// softmax(z)_i h_i</c>. The decoder, a conditional
/// GRU, starts from <c>tanh(W (ρ t + (1 − ρ) mean(H)))</c>, and <see cref="GroundingLoss"/> draws t and v together (Zhou et al. 2018, section 3). A sentence
/// without a picture starts from the mean.
/// </summary>
public sealed class VagNetwork : RecurrentNetwork
{
    private readonly Linear? askPicture;
    private readonly Linear? askText;
    private readonly GroundingLoss? loss;
    private readonly double share;

    /// <summary>Declares the network's parameters.</summary>
    /// <exception cref="ArgumentException">The options ask for what this network does not have.</exception>
    public VagNetwork(ModelOptions options) : base("vag", options)
    {
        share = options.ValueOf(VagFamily.Share);
        int width = options.Encoder.Width;
        if (options.Encoder.RegionFeatures == 0) return;
        askPicture = RegionProjection.Of(Parameters, "decoder.grounding.region_projection", options.Encoder, width, Initialization.Xavier);
        askText = new Linear(Parameters, "decoder.grounding.text_projection", width, width, Initialization.Xavier);
        loss = new GroundingLoss(Parameters, width, options.Encoder.RegionWidth(), options.ValueOf(VagFamily.Weight), options.ValueOf(VagFamily.Margin));
    }

    /// <inheritdoc/>
    public override DecoderMemory<T> Start<T>(INetworkOps<T> ops, NetworkMemory<T> memory)
    {
        if (askPicture is null || !memory.Has(MemoryNames.RegionVectors)) return Decoder.Start(ops, memory);
        (T text, IMask<T> mask) = memory[MemoryNames.States];
        (T regions, IMask<T> regionMask) = memory[MemoryNames.RegionVectors];
        T picture = ops.Mean(regions, regionMask), said = ops.Activate(ops.Linear(text, askText!), Activation.Tanh);
        T asked = ops.Expand(ops.Activate(ops.Linear(picture, askPicture), Activation.Tanh), said);
        T grounded = ops.Pool(text, ops.SumFeatures(ops.Multiply(said, asked)), mask), mean = ops.Mean(text, mask);
        T change = ops.ZeroWhereAbsent(ops.Scale(ops.Add(grounded, ops.Scale(mean, -1)), share), regionMask);
        DecoderMemory<T> started = Decoder.Start(ops, memory, ops.Add(mean, change));
        loss!.Remember(ops, grounded, picture, started);
        return started;
    }

    /// <inheritdoc/>
    public override DecoderStates<T> Decode<T>(INetworkOps<T> ops, T tokens, DecoderMemory<T> memory, Labels<T>? labels = null)
    {
        DecoderStates<T> states = Decoder.Decode(ops, tokens, memory);
        return labels is not null && loss?.Of(ops, memory) is { } term ? states with { Losses = [term] } : states;
    }
}
