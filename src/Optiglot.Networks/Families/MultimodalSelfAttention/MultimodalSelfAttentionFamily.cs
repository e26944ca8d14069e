namespace Optiglot.Networks;

/// <summary>An encoder whose regions are made of what the text says of them, and a decoder that sees both.</summary>
public sealed class MultimodalSelfAttentionFamily : INetworkFamily
{
    /// <inheritdoc/>
    public string Name => "multimodal-self-attention";

    /// <inheritdoc/>
    public string Paper => "Yao and Wan 2020, Multimodal Transformer for Multimodal Machine Translation, ACL (section 2)";

    /// <inheritdoc/>
    public INetwork Create(ModelOptions options) => new MultimodalSelfAttentionNetwork(options);
}
