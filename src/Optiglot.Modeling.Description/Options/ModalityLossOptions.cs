namespace Optiglot.Modeling;

/// <summary>The modality loss: text attention and region attention of one query shall point the same way (paper, Eq. 2-5).</summary>
public sealed record ModalityLossOptions
{
    /// <summary>Which layers count.</summary>
    public ModalityLayers Layers { get; init; } = ModalityLayers.None;

    /// <summary>The fixed weight λ of Eq. 4 (the paper tried 0.4); null: the learned token-level λ of Eq. 5.</summary>
    public double? Weight { get; init; }
}
