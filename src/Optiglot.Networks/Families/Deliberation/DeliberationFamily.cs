namespace Optiglot.Networks;

/// <summary>A transformer that drafts a translation and writes a second one with the draft and the picture in view.</summary>
public sealed class DeliberationFamily : INetworkFamily
{
    /// <summary>The target's begin piece: that of our BPE files.</summary>
    public static FamilyOption BeginPiece { get; } = new("begin_piece", Default: 1, Minimum: 0, Maximum: int.MaxValue, IsWhole: true);

    /// <summary>The target's piece that ends a draft.</summary>
    public static FamilyOption EndPiece { get; } = new("end_piece", Default: 2, Minimum: 0, Maximum: int.MaxValue, IsWhole: true);

    /// <summary>Weight of the draft's cross-entropy.</summary>
    public static FamilyOption DraftWeight { get; } = new("draft_weight", Default: 1, Minimum: 0, Maximum: 1000);

    /// <inheritdoc/>
    public string Name => "deliberation";

    /// <inheritdoc/>
    public string Paper => "Ive et al. 2019, Distilling Translations with Visual Awareness, ACL (section 3)";

    /// <inheritdoc/>
    public IReadOnlyList<FamilyOption> Options => [BeginPiece, EndPiece, DraftWeight];

    /// <inheritdoc/>
    public INetwork Create(ModelOptions options) => new DeliberationNetwork(options);
}
