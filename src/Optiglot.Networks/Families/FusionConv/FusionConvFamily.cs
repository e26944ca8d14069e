namespace Optiglot.Networks;

/// <summary>A recurrent network whose decoder makes one context of what it finds in the text and in the regions.</summary>
public sealed class FusionConvFamily : INetworkFamily
{
    /// <inheritdoc/>
    public string Name => "fusion-conv";

    /// <inheritdoc/>
    public string Paper => "Caglayan et al. 2017, LIUM-CVC Submissions for WMT17 Multimodal Translation Task, WMT (fusion-conv)";

    /// <inheritdoc/>
    public INetwork Create(ModelOptions options) => new FusionConvNetwork(options);
}
