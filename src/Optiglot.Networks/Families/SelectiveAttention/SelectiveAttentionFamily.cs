namespace Optiglot.Networks;

/// <summary>A text transformer whose encoder's states choose among the regions of the picture, and gate what they find.</summary>
public sealed class SelectiveAttentionFamily : INetworkFamily
{
    /// <inheritdoc/>
    public string Name => "selective-attention";

    /// <inheritdoc/>
    public string Paper => "Li et al. 2022, On Vision Features in Multimodal Machine Translation, ACL (section 3)";

    /// <inheritdoc/>
    public INetwork Create(ModelOptions options) => new SelectiveAttentionNetwork(options);
}
