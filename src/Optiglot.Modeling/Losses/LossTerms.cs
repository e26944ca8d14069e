using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>A loss as sum and count, so that losses add up and average right over batches and ranks.</summary>
/// <param name="Sum">Smoothed cross-entropy, summed over places, float64, 0-dimensional.</param>
/// <param name="NegativeLogLikelihood">−Σ log p(label), float64, 0-dimensional.</param>
/// <param name="Right">Places whose best piece is the label, float64, 0-dimensional.</param>
/// <param name="Count">Places.</param>
/// <param name="HiddenGradient">Gradient of the states <c>[places, width]</c>, where asked.</param>
public sealed record LossTerms(Tensor Sum, Tensor NegativeLogLikelihood, Tensor Right, long Count, Tensor? HiddenGradient);
