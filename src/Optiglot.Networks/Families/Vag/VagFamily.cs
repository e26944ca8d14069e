namespace Optiglot.Networks;

/// <summary>
/// A recurrent network whose decoder starts from what the picture points to in the text; a loss brings texts and their pictures together in one space.
/// </summary>
public sealed class VagFamily : INetworkFamily
{
    /// <summary>Weight of the margin loss beside cross-entropy: (1 − α) / α, with the paper's α of 0.99.</summary>
    public static FamilyOption Weight { get; } = new("grounding_weight", Default: 0.01 / 0.99, Minimum: 0, Maximum: 1000);

    /// <summary>The margin γ: 0.1 in the paper.</summary>
    public static FamilyOption Margin { get; } = new("margin", Default: 0.1, Minimum: 0, Maximum: 2);

    /// <summary>ρ, the share of the grounded text in the decoder's start: 0.5 in the paper.</summary>
    public static FamilyOption Share { get; } = new("grounded_share", Default: 0.5, Minimum: 0, Maximum: 1);

    /// <inheritdoc/>
    public string Name => "vag";

    /// <inheritdoc/>
    public string Paper => "Zhou et al. 2018, A Visual Attention Grounding Neural Model for Multimodal Machine Translation, EMNLP (section 3)";

    /// <inheritdoc/>
    public IReadOnlyList<FamilyOption> Options => [Weight, Margin, Share];

    /// <inheritdoc/>
    public PictureUse Pictures => PictureUse.Pointing;

    /// <inheritdoc/>
    public INetwork Create(ModelOptions options) => new VagNetwork(options);
}
