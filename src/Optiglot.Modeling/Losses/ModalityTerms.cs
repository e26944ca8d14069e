using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>A batch's modality loss and what to log of it. All are 0-dimensional float32 tensors.</summary>
/// <param name="Sum">Σ λ_j (1 − cos(h_x, h_v)) over layers and target places with a picture (Eq. 4, 5).</param>
/// <param name="LambdaSum">Σ λ_j.</param>
/// <param name="LambdaSquareSum">Σ λ_j², for λ's spread.</param>
/// <param name="CosineSum">Σ cos(h_x, h_v).</param>
/// <param name="Count">Places counted, all layers together.</param>
public sealed record ModalityTerms(Tensor Sum, Tensor LambdaSum, Tensor LambdaSquareSum, Tensor CosineSum, Tensor Count);
