namespace Optiglot.Networks;

/// <summary>The encoder with its two pre-training heads. Names are BERT's.</summary>
public sealed class VlpPretraining : EncoderPretraining
{
    private readonly VlpEncoder encoder;

    /// <summary>Declares the network's parameters.</summary>
    public VlpPretraining(EncoderOptions options)
    {
        encoder = new VlpEncoder(Parameters, options);
        Heads = new PretrainingHeads(Parameters, "bert", options, encoder.Words);
    }

    /// <inheritdoc/>
    public override NetworkMemory<T> Encode<T>(INetworkOps<T> ops, SourceInputs<T> source) => new(encoder.Encode(ops, source));
}
