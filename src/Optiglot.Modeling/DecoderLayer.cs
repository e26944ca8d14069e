using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>One decoder layer: self-attention, cross-attention, feed-forward, each with its residual and norm.</summary>
internal sealed class DecoderLayer
{
    private readonly SelfAttention selfAttention;
    private readonly FeedForward feedForward;
    private readonly LayerNorm selfNorm;
    private readonly LayerNorm crossNorm;
    private readonly LayerNorm feedForwardNorm;
    private readonly TrainingMode mode;
    private readonly double dropout;
    private readonly bool preNorm;

    internal DecoderLayer(ParameterBuilder builder, string prefix, DecoderOptions options, TrainingMode mode)
    {
        this.mode = mode;
        dropout = options.Dropout;
        preNorm = options.Norm == NormPlacement.Pre;
        Initialization initialization = Initialization.Xavier;
        selfAttention = new SelfAttention(builder, $"{prefix}.self_attention", $"{prefix}.self_attention.output", options.Width, options.Heads, initialization, mode, options.AttentionDropout);
        selfNorm = new LayerNorm(builder, $"{prefix}.self_attention_norm", options.Width, options.NormEpsilon);
        CrossAttention = options.CrossAttention is CrossAttentionKind.Joint or CrossAttentionKind.Text
            ? new JointAttention(builder, $"{prefix}.cross_attention", options, initialization, mode)
            : new SplitAttention(builder, $"{prefix}.cross_attention", options, initialization, mode);
        crossNorm = new LayerNorm(builder, $"{prefix}.cross_attention_norm", options.Width, options.NormEpsilon);
        feedForward = new FeedForward(builder, $"{prefix}.feed_forward.widen", $"{prefix}.feed_forward.narrow", options.Width, options.FeedForward, options.Activation, initialization, mode, options.ActivationDropout);
        feedForwardNorm = new LayerNorm(builder, $"{prefix}.feed_forward_norm", options.Width, options.NormEpsilon);
    }

    internal ICrossAttention CrossAttention { get; }

    /// <summary>Maps <c>[batch, target, width]</c> to the same shape; <paramref name="past"/> is what self-attention may see.</summary>
    internal Tensor Apply(Tensor x, AttentionMask past, ProjectedMemory memory, MemoryMask mask, AttentionWish wish, out CrossAttentionResult cross) =>
        Apply(x, states => selfAttention.Apply(states, past), memory, mask, wish, out cross);

    /// <summary>One step for <c>[sentences, beam, width]</c>: rows of the cache are hypotheses, the beam is the target axis of cross-attention.</summary>
    internal Tensor Step(Tensor x, SelfAttentionCache cache, ProjectedMemory memory, MemoryMask mask, AttentionWish wish, out CrossAttentionResult cross)
    {
        (long sentences, long beam, long width) = (x.shape[0], x.shape[1], x.shape[2]);
        return Apply(x, states => selfAttention.Step(states.reshape(sentences * beam, 1, width), cache).view(sentences, beam, width), memory, mask, wish, out cross);
    }

    private Tensor Apply(Tensor x, Func<Tensor, Tensor> attendSelf, ProjectedMemory memory, MemoryMask mask, AttentionWish wish, out CrossAttentionResult cross)
    {
        if (preNorm)
        {
            x = x + mode.Dropout(attendSelf(selfNorm.Apply(x)), dropout);
            cross = CrossAttention.Attend(crossNorm.Apply(x), memory, mask, wish);
            x = x + mode.Dropout(cross.Output, dropout);
            return x + mode.Dropout(feedForward.Apply(feedForwardNorm.Apply(x)), dropout);
        }

        x = selfNorm.Apply(x + mode.Dropout(attendSelf(x), dropout));
        cross = CrossAttention.Attend(x, memory, mask, wish);
        x = crossNorm.Apply(x + mode.Dropout(cross.Output, dropout));
        return feedForwardNorm.Apply(x + mode.Dropout(feedForward.Apply(x), dropout));
    }
}
