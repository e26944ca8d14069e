namespace Optiglot.Networks;

/// <summary>One decoder layer: self-attention, cross-attention, feed-forward, each with its residual and norm.</summary>
public sealed class DecoderLayer
{
    private readonly int number;
    private readonly SelfAttention selfAttention;
    private readonly FeedForward feedForward;
    private readonly Block selfBlock;
    private readonly Block crossBlock;
    private readonly Block feedForwardBlock;

    /// <summary>Declares the layer's parameters.</summary>
    /// <param name="declarations">Takes them.</param>
    /// <param name="prefix">Their name.</param>
    /// <param name="number">Number of the layer.</param>
    /// <param name="options">Sizes and kinds.</param>
    /// <param name="crossAttention">Declares the cross-attention of a name.</param>
    public DecoderLayer(ParameterDeclarations declarations, string prefix, int number, DecoderOptions options, Func<string, ICrossAttention> crossAttention)
    {
        this.number = number;
        int width = options.Width;
        Initialization initialization = Initialization.Xavier;
        LayerNorm Norm(string block) => new(declarations, $"{prefix}.{block}_norm", width, options.NormEpsilon);
        selfAttention = new SelfAttention(
            declarations, $"{prefix}.self_attention", $"{prefix}.self_attention.output", width, options.Heads, initialization, options.AttentionDropout);
        selfBlock = new Block(Norm("self_attention"), options.Norm);
        CrossAttention = crossAttention($"{prefix}.cross_attention");
        crossBlock = new Block(Norm("cross_attention"), options.Norm);
        feedForward = new FeedForward(
            declarations, $"{prefix}.feed_forward.widen", $"{prefix}.feed_forward.narrow", width, options.FeedForward, options.Activation, initialization,
                options.ActivationDropout);
        feedForwardBlock = new Block(Norm("feed_forward"), options.Norm);
    }

    /// <summary>How it attends to the memory.</summary>
    public ICrossAttention CrossAttention { get; }

    /// <summary>Adds the three blocks to a stream <c>[batch, places, width]</c>.</summary>
    public CrossAttention<T> Apply<T>(INetworkOps<T> ops, ResidualStream<T> stream, DecoderMemory<T> memory, AttentionRecording recording) where T : class
    {
        CrossAttention<T> cross = default;
        selfBlock.Add(stream, x => selfAttention.ApplyToPast(ops, x, number));
        crossBlock.Add(stream, x =>
        {
            cross = CrossAttention.Attend(ops, x, memory, recording);
            return cross.Output;
        });
        feedForwardBlock.Add(stream, x => feedForward.Apply(ops, x));
        return cross;
    }
}
