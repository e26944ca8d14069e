namespace Optiglot.Networks;

/// <summary>A recurrent encoder of text, and a recurrent decoder with an attention to the text and one to the picture's regions.</summary>
public sealed class DoublyAttentiveRecurrentFamily : INetworkFamily
{
    /// <inheritdoc/>
    public string Name => "doubly-attentive-rnn";

    /// <inheritdoc/>
    public string Paper => "Calixto et al. 2017, Doubly-Attentive Decoder for Multi-modal Neural Machine Translation, ACL (section 3)";

    /// <inheritdoc/>
    public INetwork Create(ModelOptions options) => new DoublyAttentiveRecurrentNetwork(options);
}
