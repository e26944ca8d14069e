namespace Optiglot.Networks;

/// <summary>A text transformer whose target embeddings are multiplied by what the picture says.</summary>
public sealed class TargetGatingFamily : INetworkFamily
{
    /// <inheritdoc/>
    public string Name => "trg-mul";

    /// <inheritdoc/>
    public string Paper => "Caglayan et al. 2017, LIUM-CVC Submissions for WMT17 Multimodal Translation Task, WMT (section 3.2, trg-mul)";

    /// <inheritdoc/>
    public INetwork Create(ModelOptions options) => new TargetGatingNetwork(options);
}
