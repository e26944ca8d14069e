namespace Optiglot.Networks;

/// <summary>One layer of BERT, with its norms after the blocks (BERT) or before them.</summary>
public sealed class EncoderLayer : IEncoderLayer
{
    private readonly SelfAttention attention;
    private readonly FeedForward feedForward;
    private readonly Block attentionBlock;
    private readonly Block feedForwardBlock;

    /// <summary>Declares the layer's parameters under Hugging Face's names.</summary>
    public EncoderLayer(ParameterDeclarations declarations, string prefix, EncoderOptions options, Initialization initialization)
    {
        int width = options.Width;
        attention = new SelfAttention(declarations, $"{prefix}.attention.self", $"{prefix}.attention.output.dense", width, options.Heads, initialization,
            options.AttentionDropout);
        attentionBlock = new Block(new LayerNorm(declarations, $"{prefix}.attention.output.LayerNorm", width, options.NormEpsilon), options.Norm);
        feedForward = new FeedForward(
            declarations, $"{prefix}.intermediate.dense", $"{prefix}.output.dense", width, options.FeedForward, options.Activation, initialization, dropout: 0);
        feedForwardBlock = new Block(new LayerNorm(declarations, $"{prefix}.output.LayerNorm", width, options.NormEpsilon), options.Norm);
    }

    /// <inheritdoc/>
    public void Apply<T>(INetworkOps<T> ops, ResidualStream<T> stream, IMask<T> mask) where T : class
    {
        AddAttention(ops, stream, mask);
        AddFeedForward(ops, stream);
    }

    /// <summary>Adds the attention alone, for layers that do something between it and the feed-forward block.</summary>
    public void AddAttention<T>(INetworkOps<T> ops, ResidualStream<T> stream, IMask<T> mask) where T : class =>
        attentionBlock.Add(stream, x => attention.Apply(ops, x, mask));

    /// <summary>Adds the feed-forward block alone.</summary>
    public void AddFeedForward<T>(INetworkOps<T> ops, ResidualStream<T> stream) where T : class =>
        feedForwardBlock.Add(stream, x => feedForward.Apply(ops, x));
}
