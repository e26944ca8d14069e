namespace Optiglot.Networks;

/// <summary>
/// A layer of BERT with multimodal self-attention: queries are of text and regions, keys and values of the text alone, so that a region becomes what the
/// words that fit it say, and words do not see regions
/// (Yao and Wan 2020, Eq. 4 and 5). Over text alone it is BERT's layer, and it has BERT's names.
/// </summary>
public sealed class MultimodalEncoderLayer : IEncoderLayer
{
    private readonly MultiHeadAttention attention;
    private readonly FeedForward feedForward;
    private readonly Block attentionBlock;
    private readonly Block feedForwardBlock;

    /// <summary>Declares the layer's parameters under Hugging Face's names.</summary>
    public MultimodalEncoderLayer(ParameterDeclarations declarations, string prefix, EncoderOptions options, Initialization initialization)
    {
        int width = options.Width;
        attention = new MultiHeadAttention(
            declarations, $"{prefix}.attention.self", $"{prefix}.attention.output.dense", width, options.Heads, initialization, options.AttentionDropout);
        attentionBlock = new Block(new LayerNorm(declarations, $"{prefix}.attention.output.LayerNorm", width, options.NormEpsilon), options.Norm);
        feedForward = new FeedForward(
            declarations, $"{prefix}.intermediate.dense", $"{prefix}.output.dense", width, options.FeedForward, options.Activation, initialization, dropout: 0);
        feedForwardBlock = new Block(new LayerNorm(declarations, $"{prefix}.output.LayerNorm", width, options.NormEpsilon), options.Norm);
    }

    /// <inheritdoc/>
    public void Apply<T>(INetworkOps<T> ops, ResidualStream<T> stream, IMask<T> mask) where T : class
    {
        attentionBlock.Add(stream, x => attention.Apply(ops, x, ops.Part(x, mask, MemoryNames.Text), mask.Part(MemoryNames.Text)));
        feedForwardBlock.Add(stream, x => feedForward.Apply(ops, x));
    }
}
