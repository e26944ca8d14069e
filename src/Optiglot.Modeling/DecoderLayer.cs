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
    private readonly bool preNorm;

    internal DecoderLayer(ParameterBuilder builder, string prefix, DecoderOptions options, TrainingMode mode)
    {
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

    /// <summary>Adds the three blocks to a stream <c>[batch, target, width]</c>; <paramref name="past"/> is what self-attention may see.</summary>
    internal CrossAttentionResult Apply(ResidualStream stream, AttentionMask past, ProjectedMemory memory, MemoryMask mask, AttentionRecording recording) =>
        Apply(stream, states => selfAttention.Apply(states, past), memory, mask, recording);

    /// <summary>One step for <c>[sentences, beam, width]</c>: rows of the cache are hypotheses, the beam is the target axis of cross-attention.</summary>
    internal CrossAttentionResult Step(ResidualStream stream, SelfAttentionCache cache, ProjectedMemory memory, MemoryMask mask, AttentionRecording recording) => Apply(stream, states =>
    {
        (long sentences, long beam, long width) = (states.shape[0], states.shape[1], states.shape[2]);
        return selfAttention.Step(states.reshape(sentences * beam, 1, width), cache).view(sentences, beam, width);
    }, memory, mask, recording);

    private CrossAttentionResult Apply(ResidualStream stream, Func<Tensor, Tensor> attendSelf, ProjectedMemory memory, MemoryMask mask, AttentionRecording recording)
    {
        stream.Add(attendSelf(preNorm ? stream.Normed(selfNorm) : stream.Value));
        if (!preNorm) stream.Normalize(selfNorm);
        CrossAttentionResult cross = CrossAttention.Attend(preNorm ? stream.Normed(crossNorm) : stream.Value, memory, mask, recording);
        stream.Add(cross.Output);
        if (!preNorm) stream.Normalize(crossNorm);
        stream.Add(feedForward.Apply(preNorm ? stream.Normed(feedForwardNorm) : stream.Value));
        if (!preNorm) stream.Normalize(feedForwardNorm);
        return cross;
    }
}
