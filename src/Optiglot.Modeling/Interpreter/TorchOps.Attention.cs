using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>Attention: our kernels where they can compute, products and softmax of libtorch elsewhere.</summary>
internal partial class TorchOps
{
    private Tensor? causal;

    /// <inheritdoc/>
    public Tensor AttendSelf(Tensor all, int heads, IMask<Tensor> mask, double dropout)
    {
        var places = (TorchMask)mask;
        return FusedAttention.Supports(all, heads, (int)all.shape[2] / 3)
            ? FusedAttention.Self(all, heads, places.Keys, false, mode, dropout)
            : Plain(all, heads, places.Bias(all.dtype), dropout);
    }

    /// <inheritdoc/>
    public virtual Tensor AttendPast(Tensor all, int heads, int layer, double dropout) =>
        FusedAttention.Supports(all, heads, (int)all.shape[2] / 3)
            ? FusedAttention.Self(all, heads, null, true, mode, dropout)
            : Plain(all, heads, Causal(all), dropout);

    /// <inheritdoc/>
    public IKeysValues<Tensor> Remember(string name, Tensor states, Linear map, int heads) => Project(states, map, heads);

    /// <inheritdoc/>
    public IKeysValues<Tensor> Project(Tensor states, Linear map, int heads) => new TorchKeysValues(() => Linear(states, map), heads);

    /// <inheritdoc/>
    public Attention<Tensor> Attend(Tensor queries, IKeysValues<Tensor> memory, IMask<Tensor> mask, int heads, double dropout, AttentionRecording recording)
    {
        var (kept, places) = ((TorchKeysValues)memory, (TorchMask)mask);
        if (recording == AttentionRecording.None && places.Keys is { } real && FusedAttention.Supports(queries, heads, (int)queries.shape[2]))
            return new Attention<Tensor>(FusedAttention.Cross(queries, kept.Joined, heads, real, mode, dropout));
        Tensor split = AttentionMath.SplitHeads(queries, heads);
        (Tensor keys, Tensor values) = kept.Split();
        Tensor scores = AttentionMath.Scores(split, keys, places.Bias(queries.dtype));
        Tensor weights = scores.softmax(-1);
        Tensor attended = AttentionMath.JoinHeads(matmul(mode.Dropout(weights, dropout), values));
        return new Attention<Tensor>(
            attended, recording.HasFlag(AttentionRecording.Parts) ? Alone(scores, values, places) : null,
            recording.HasFlag(AttentionRecording.Weights) ? weights.mean([1]) : null);
    }

    /// <inheritdoc/>
    public Tensor Pool(Tensor x, Tensor scores, IMask<Tensor> mask) =>
        matmul(scores.transpose(1, 2).Plus(((TorchMask)mask).Bias(x.dtype).squeeze(1)).softmax(-1), x);

    /// <summary>Queries, keys and values side by side, <c>[batch, places, 3 × width]</c>, as three of <c>[batch, heads, places, head]</c>.</summary>
    protected static (Tensor Queries, Tensor Keys, Tensor Values) Split(Tensor all, int heads)
    {
        Tensor parts = all.view(all.shape[0], all.shape[1], 3, heads, all.shape[2] / 3 / heads).permute(2, 0, 3, 1, 4);
        return (parts[0], parts[1], parts[2]);
    }

    // The same queries, keys and values, with a softmax over one part only (Eq. 2).
    private static Tensor[] Alone(Tensor scores, Tensor values, TorchMask mask)
    {
        Tensor[] alone = new Tensor[mask.Parts.Count];
        int first = 0;
        for (int part = 0; part < alone.Length; first += mask.Lengths[part++])
            alone[part] = AttentionMath.JoinHeads(matmul(scores.narrow(3, first, mask.Lengths[part]).softmax(-1), values.narrow(2, first, mask.Lengths[part])));
        return alone;
    }

    private Tensor Plain(Tensor all, int heads, Tensor bias, double dropout)
    {
        (Tensor queries, Tensor keys, Tensor values) = Split(all, heads);
        Tensor weights = mode.Dropout(AttentionMath.Scores(queries, keys, bias).softmax(-1), dropout);
        return AttentionMath.JoinHeads(matmul(weights, values));
    }

    // Made once a pass and length; it outlives the scope of the layer that first asks for it.
    private Tensor Causal(Tensor all)
    {
        if (causal is null || causal.shape[^1] != all.shape[1])
        {
            var mask = new TorchMask(AttentionMath.Causal(all.shape[1], all.dtype, all.device).DetachFromDisposeScope(), ["past"],
                (int)all.shape[1]) { OwnsReal = true };
            causal = Known(mask).Real;
        }

        return causal;
    }
}
