namespace Optiglot.Networks;

/// <summary>A text transformer to whose encoder's states a gate adds the whole picture, as one vector.</summary>
public sealed class GatedFusionFamily : INetworkFamily
{
    /// <inheritdoc/>
    public string Name => "gated-fusion";

    /// <inheritdoc/>
    public string Paper =>
        "Wu et al. 2021, Good for Misconceived Reasons: An Empirical Revisiting on the Need for Visual Context in Multimodal Machine Translation, ACL "
        + "(section 3.1)";

    /// <inheritdoc/>
    public INetwork Create(ModelOptions options) => new GatedFusionNetwork(options);
}
