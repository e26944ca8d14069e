using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>One layer of BERT, with its norms after the blocks (BERT) or before them.</summary>
internal sealed class EncoderLayer
{
    private readonly SelfAttention attention;
    private readonly LayerNorm attentionNorm;
    private readonly FeedForward feedForward;
    private readonly LayerNorm feedForwardNorm;
    private readonly TrainingMode mode;
    private readonly double dropout;
    private readonly bool preNorm;

    internal EncoderLayer(ParameterBuilder builder, string prefix, EncoderOptions options, Initialization initialization, TrainingMode mode)
    {
        this.mode = mode;
        dropout = options.Dropout;
        preNorm = options.Norm == NormPlacement.Pre;
        attention = new SelfAttention(builder, $"{prefix}.attention.self", $"{prefix}.attention.output.dense", options.Width, options.Heads, initialization, mode, options.AttentionDropout);
        attentionNorm = new LayerNorm(builder, $"{prefix}.attention.output.LayerNorm", options.Width, options.NormEpsilon);
        feedForward = new FeedForward(builder, $"{prefix}.intermediate.dense", $"{prefix}.output.dense", options.Width, options.FeedForward, options.Activation, initialization, mode, 0);
        feedForwardNorm = new LayerNorm(builder, $"{prefix}.output.LayerNorm", options.Width, options.NormEpsilon);
    }

    /// <summary>Maps <c>[batch, length, width]</c> to the same shape.</summary>
    internal Tensor Apply(Tensor x, AttentionMask mask)
    {
        if (preNorm)
        {
            x = x + mode.Dropout(attention.Apply(attentionNorm.Apply(x), mask), dropout);
            return x + mode.Dropout(feedForward.Apply(feedForwardNorm.Apply(x)), dropout);
        }

        x = attentionNorm.Apply(x + mode.Dropout(attention.Apply(x, mask), dropout));
        return feedForwardNorm.Apply(x + mode.Dropout(feedForward.Apply(x), dropout));
    }
}
