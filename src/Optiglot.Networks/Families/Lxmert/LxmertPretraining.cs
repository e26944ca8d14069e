namespace Optiglot.Networks;

/// <summary>
/// LXMERT's encoder with its heads for masked words and for matching a sentence with a picture (Tan and Bansal 2019, section 3.1). Its losses on masked
/// regions and on questions are missing, so the last layer's own blocks of the regions' stream learn nothing before translation.
/// </summary>
public sealed class LxmertPretraining : EncoderPretraining
{
    private readonly LxmertEncoder encoder;

    /// <summary>Declares the network's parameters.</summary>
    /// <exception cref="ArgumentException">The options ask for what this encoder has not.</exception>
    public LxmertPretraining(EncoderOptions options, int regionLayers, int crossLayers)
    {
        encoder = new LxmertEncoder(Parameters, options, regionLayers, crossLayers);
        Heads = new PretrainingHeads(Parameters, "lxmert", options, encoder.Words);
    }

    /// <inheritdoc/>
    public override NetworkMemory<T> Encode<T>(INetworkOps<T> ops, SourceInputs<T> source) => new(encoder.Encode(ops, source));
}
