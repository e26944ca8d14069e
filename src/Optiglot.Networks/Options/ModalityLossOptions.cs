namespace Optiglot.Networks;

/// <summary>The modality loss: text attention and region attention of one query shall point the same way (paper, Eq. 2-5).</summary>
public sealed record ModalityLossOptions
{
    /// <summary>Which layers of the decoder count.</summary>
    public ModalityLayers Layers { get; init; } = ModalityLayers.None;

    /// <summary>The fixed weight λ of Eq. 4 (the paper tried 0.4); null: the learned token-level λ of Eq. 5.</summary>
    public double? Weight { get; init; }

    /// <summary>
    /// Learning rate of the three vectors of a learned λ as a part of the stage's. As Eq. 5 is written nothing holds λ up: its gradient is 1 − cos, never
    /// negative, so that vectors that learn as fast as the rest bring λ to 0 within some hundred updates and the loss does nothing. The paper's mean of 0.4
    /// fits vectors that hardly learn.
    /// </summary>
    public double Rate { get; init; } = 0.01;

    /// <summary>
    /// Not in the paper: the λ that costs nothing, in 0..1. With it each place adds <see cref="PriorWeight"/> · KL(Bernoulli(λ) ‖ Bernoulli(prior)), and λ's
    /// inputs get no gradient from it, so λ ends at σ(logit(prior) − (1 − cos) / weight), wherever the vectors can tell. Null: Eq. 5 as it stands.
    /// </summary>
    public double? Prior { get; init; }

    /// <summary>τ, the weight of the prior. Only with <see cref="Prior"/>.</summary>
    public double PriorWeight { get; init; } = 1;
}
