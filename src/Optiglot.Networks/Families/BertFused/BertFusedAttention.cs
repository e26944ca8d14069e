namespace Optiglot.Networks;

/// <summary>
/// A decoder layer's two attentions, to the encoder's states and to BERT's, averaged: <c>s̃ = ½ (attn_E(s, H_E, H_E) + attn_B(s, H_B, H_B))</c> (Zhu et al.
/// 2020, Eq. 2).
/// </summary>
public sealed class BertFusedAttention : ICrossAttention
{
    private readonly JointAttention encoder;
    private readonly JointAttention bert;
    private readonly double dropNet;

    /// <summary>Declares <c>prefix.{query,key,value,output}</c> and the same under <c>prefix.bert</c>.</summary>
    /// <param name="declarations">Takes them.</param>
    /// <param name="prefix">Name on disk.</param>
    /// <param name="layer">Number of the layer.</param>
    /// <param name="options">Sizes.</param>
    /// <param name="bertWidth">Width of BERT's states.</param>
    /// <param name="dropNet">How often one attention stands alone in training.</param>
    public BertFusedAttention(ParameterDeclarations declarations, string prefix, int layer, DecoderOptions options, int bertWidth, double dropNet)
    {
        this.dropNet = dropNet;
        encoder = new JointAttention(declarations, prefix, MemoryNames.Cross(layer), options, isTextOnly: false);
        bert = new JointAttention(declarations, $"{prefix}.bert", $"{MemoryNames.Bert}_{layer}", options, isTextOnly: false, MemoryNames.Bert, bertWidth);
    }

    /// <inheritdoc/>
    public void Remember<T>(INetworkOps<T> ops, NetworkMemory<T> states, DecoderMemory<T> memory) where T : class
    {
        encoder.Remember(ops, states, memory);
        bert.Remember(ops, states, memory);
    }

    /// <inheritdoc/>
    public CrossAttention<T> Attend<T>(INetworkOps<T> ops, T x, DecoderMemory<T> memory, AttentionRecording recording) where T : class
    {
        CrossAttention<T> own = encoder.Attend(ops, x, memory, recording & AttentionRecording.Weights);
        T read = bert.Attend(ops, x, memory, AttentionRecording.None).Output;
        return new CrossAttention<T>(ops.DropNet(own.Output, read, dropNet), Weights: own.Weights);
    }
}
