namespace Optiglot.Networks;

/// <summary>A text encoder, and a decoder with an attention of its own to the picture's regions in each layer, weighed by a gate.</summary>
public sealed class DoublyAttentiveFamily : INetworkFamily
{
    /// <inheritdoc/>
    public string Name => "doubly-attentive";

    /// <inheritdoc/>
    public string Paper => "Calixto et al. 2017, Doubly-Attentive Decoder for Multi-modal Neural Machine Translation, ACL (section 3)";

    /// <inheritdoc/>
    public INetwork Create(ModelOptions options) => new DoublyAttentiveNetwork(options);
}
