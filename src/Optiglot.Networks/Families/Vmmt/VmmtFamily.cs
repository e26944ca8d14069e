namespace Optiglot.Networks;

/// <summary>A recurrent network with a latent variable that pictures teach; translating takes the sentence alone.</summary>
public sealed class VmmtFamily : INetworkFamily
{
    /// <summary>Width of the latent variable.</summary>
    public static FamilyOption Width { get; } = new("latent_width", Default: 64, Minimum: 1, Maximum: 1 << 15, IsWhole: true);

    /// <summary>
    /// Nats of divergence a sentence that cost nothing (free bits: Kingma et al. 2016), so that the variable is not given up; 0 for the bound as it stands.
    /// </summary>
    public static FamilyOption FreeNats { get; } = new("free_nats", Default: 0, Minimum: 0, Maximum: 1000);

    /// <summary>Weight of the picture's own likelihood.</summary>
    public static FamilyOption PictureWeight { get; } = new("picture_weight", Default: 1, Minimum: 0, Maximum: 1000);

    /// <inheritdoc/>
    public string Name => "vmmt";

    /// <inheritdoc/>
    public string Paper => "Calixto et al. 2019, Latent Variable Model for Multi-modal Translation, ACL (section 3, conditional prior)";

    /// <inheritdoc/>
    public IReadOnlyList<FamilyOption> Options => [Width, FreeNats, PictureWeight];

    /// <inheritdoc/>
    public PictureUse Pictures => PictureUse.TrainingOnly;

    /// <inheritdoc/>
    public INetwork Create(ModelOptions options) => new VmmtNetwork(options);
}
