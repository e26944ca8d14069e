using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>What a cross-attention gives.</summary>
/// <param name="Output">After the output layer, <c>[batch, target, width]</c>.</param>
/// <param name="Text">h_x of Eq. 2: heads side by side, before the output layer, <c>[batch, target, width]</c>; when asked.</param>
/// <param name="Regions">h_v, likewise.</param>
/// <param name="Weights">Mean over heads, <c>[batch, target, source+regions]</c>; when asked.</param>
internal readonly record struct CrossAttentionResult(Tensor Output, Tensor? Text = null, Tensor? Regions = null, Tensor? Weights = null);
