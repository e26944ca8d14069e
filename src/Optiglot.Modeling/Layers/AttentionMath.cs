using Optiglot.Kernels;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>
/// Scaled dot-product attention ("Attention is all you need", Eq. 1), in plain products: at caption lengths on a CPU faster than flash attention.
/// </summary>
internal static class AttentionMath
{
    /// <summary><c>[batch, length, width]</c> to <c>[batch, heads, length, width/heads]</c>.</summary>
    internal static Tensor SplitHeads(Tensor x, int heads) =>
        x.view(x.shape[0], x.shape[1], heads, x.shape[2] / heads).transpose(1, 2);

    /// <summary><c>[batch, heads, length, head]</c> to <c>[batch, length, heads × head]</c>.</summary>
    internal static Tensor JoinHeads(Tensor x) =>
        x.transpose(1, 2).reshape(x.shape[0], x.shape[2], x.shape[1] * x.shape[3]);

    /// <summary>
    /// Scores <c>[batch, heads, target, source]</c> of queries <c>[batch, heads, target, head]</c> and keys <c>[batch, heads, source, head]</c>, plus an
    /// additive mask.
    /// </summary>
    internal static Tensor Scores(Tensor queries, Tensor keys, Tensor? bias)
    {
        Tensor scores = matmul(queries, keys.transpose(-2, -1)).Times(1 / Math.Sqrt(queries.shape[^1]));
        return bias is null ? scores : scores.Plus(bias);
    }

    /// <summary>Additive mask <c>[batch, 1, 1, source]</c> of a bool mask <c>[batch, source]</c> (true: real).</summary>
    internal static Tensor Bias(Tensor mask, ScalarType type) =>
        zeros(mask.shape, type, mask.device).FillWhere(mask.logical_not(), KeyMask.MaskedScore).unsqueeze(1).unsqueeze(1);

    /// <summary>Additive causal mask <c>[1, 1, target, target]</c>: a place sees itself and what came before.</summary>
    internal static Tensor Causal(long length, ScalarType type, Device device) =>
        Arithmetic.Full([length, length], KeyMask.MaskedScore, type, device).triu_(1).unsqueeze(0).unsqueeze(0);
}
