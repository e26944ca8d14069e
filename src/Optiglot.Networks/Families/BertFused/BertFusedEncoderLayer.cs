namespace Optiglot.Networks;

/// <summary>
/// An encoder layer with two attentions, to its own states and to BERT's: <c>h̃ = ½ (attn_S(h, H, H) + attn_B(h, H_B, H_B))</c>, then feed-forward (Zhu et
/// al. 2020, Eq. 1).
/// </summary>
public sealed class BertFusedEncoderLayer
{
    private readonly SelfAttention selfAttention;
    private readonly MultiHeadAttention bertAttention;
    private readonly FeedForward feedForward;
    private readonly Block attentionBlock;
    private readonly Block feedForwardBlock;
    private readonly double dropNet;

    /// <summary>Declares <c>prefix.self_attention</c>, <c>prefix.bert_attention</c>, <c>prefix.feed_forward</c> and their norms.</summary>
    /// <param name="declarations">Takes them.</param>
    /// <param name="prefix">Name on disk.</param>
    /// <param name="options">Sizes, the decoder's.</param>
    /// <param name="bertWidth">Width of BERT's states.</param>
    /// <param name="dropNet">How often one attention stands alone in training.</param>
    public BertFusedEncoderLayer(ParameterDeclarations declarations, string prefix, DecoderOptions options, int bertWidth, double dropNet)
    {
        this.dropNet = dropNet;
        int width = options.Width;
        Initialization initialization = Initialization.Xavier;
        string bert = $"{prefix}.bert_attention";
        selfAttention = new SelfAttention(declarations, $"{prefix}.self_attention", $"{prefix}.self_attention.output", width, options.Heads, initialization,
            options.AttentionDropout);
        bertAttention = new MultiHeadAttention(declarations, bert, $"{bert}.output", width, options.Heads, initialization, options.AttentionDropout, bertWidth);
        attentionBlock = new Block(new LayerNorm(declarations, $"{prefix}.self_attention_norm", width, options.NormEpsilon), options.Norm);
        feedForward = new FeedForward(
            declarations, $"{prefix}.feed_forward.widen", $"{prefix}.feed_forward.narrow", width, options.FeedForward, options.Activation, initialization,
                options.ActivationDropout);
        feedForwardBlock = new Block(new LayerNorm(declarations, $"{prefix}.feed_forward_norm", width, options.NormEpsilon), options.Norm);
    }

    /// <summary>Adds both blocks to the stream <c>[batch, source, width]</c>.</summary>
    /// <param name="ops">The interpreter.</param>
    /// <param name="stream">The states.</param>
    /// <param name="mask">Which are real.</param>
    /// <param name="bert">BERT's states, <c>[batch, places, BERT's width]</c>.</param>
    public void Apply<T>(INetworkOps<T> ops, ResidualStream<T> stream, IMask<T> mask, States<T> bert) where T : class
    {
        attentionBlock.Add(stream, x => ops.DropNet(selfAttention.Apply(ops, x, mask), bertAttention.Apply(ops, x, bert.Value, bert.Mask), dropNet));
        feedForwardBlock.Add(stream, x => feedForward.Apply(ops, x));
    }
}
