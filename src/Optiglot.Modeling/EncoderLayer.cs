namespace Optiglot.Modeling;

/// <summary>One layer of BERT, with its norms after the blocks (BERT) or before them.</summary>
internal sealed class EncoderLayer
{
    private readonly SelfAttention attention;
    private readonly LayerNorm attentionNorm;
    private readonly FeedForward feedForward;
    private readonly LayerNorm feedForwardNorm;
    private readonly bool preNorm;

    internal EncoderLayer(ParameterBuilder builder, string prefix, EncoderOptions options, Initialization initialization, TrainingMode mode)
    {
        preNorm = options.Norm == NormPlacement.Pre;
        attention = new SelfAttention(builder, $"{prefix}.attention.self", $"{prefix}.attention.output.dense", options.Width, options.Heads, initialization, mode, options.AttentionDropout);
        attentionNorm = new LayerNorm(builder, $"{prefix}.attention.output.LayerNorm", options.Width, options.NormEpsilon);
        feedForward = new FeedForward(builder, $"{prefix}.intermediate.dense", $"{prefix}.output.dense", options.Width, options.FeedForward, options.Activation, initialization, mode, 0);
        feedForwardNorm = new LayerNorm(builder, $"{prefix}.output.LayerNorm", options.Width, options.NormEpsilon);
    }

    /// <summary>Adds both blocks to the stream.</summary>
    internal void Apply(ResidualStream stream, AttentionMask mask)
    {
        if (preNorm)
        {
            stream.Add(attention.Apply(stream.Normed(attentionNorm), mask));
            stream.Add(feedForward.Apply(stream.Normed(feedForwardNorm)));
            return;
        }

        stream.Add(attention.Apply(stream.Value, mask));
        stream.Normalize(attentionNorm);
        stream.Add(feedForward.Apply(stream.Value));
        stream.Normalize(feedForwardNorm);
    }
}
