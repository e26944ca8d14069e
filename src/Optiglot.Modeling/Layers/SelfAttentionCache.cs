using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>
/// Keys and values of one layer's earlier steps: for our kernels as the projection left them, a tensor a step, and which rows are whose is the history's
/// matter; for libtorch's operations in two buffers of fixed size <c>[rows, heads, maximum, head]</c>.
/// </summary>
/// <param name="maximum">Most steps.</param>
/// <param name="isByHistory">Whether rows stay where they are, and a <see cref="BeamHistory"/> says whose they are; else rows are moved.</param>
internal sealed class SelfAttentionCache(int maximum, bool isByHistory) : IDisposable
{
    private readonly List<Tensor> steps = [];
    private Tensor? keys;
    private Tensor? values;

    internal int Length { get; private set; }

    /// <summary>Whether rows stay where they are.</summary>
    internal bool IsByHistory => isByHistory;

    /// <summary>Adds one step, <c>[rows, 1, 3 × width]</c>; gives all so far.</summary>
    internal IReadOnlyList<Tensor> Append(Tensor all)
    {
        Lengthen();
        steps.Add(all.contiguous().DetachFromDisposeScope());
        return steps;
    }

    /// <summary>Adds one step <c>[rows, heads, 1, head]</c>; gives all so far <c>[rows, heads, length, head]</c>.</summary>
    internal (Tensor Keys, Tensor Values) Append(Tensor newKeys, Tensor newValues)
    {
        if (keys is null || values is null)
        {
            long[] shape = [newKeys.shape[0], newKeys.shape[1], maximum, newKeys.shape[3]];
            keys = empty(shape, newKeys.dtype, newKeys.device).DetachFromDisposeScope();
            values = empty(shape, newKeys.dtype, newKeys.device).DetachFromDisposeScope();
        }

        Lengthen();
        keys.narrow(2, Length - 1, 1).copy_(newKeys);
        values.narrow(2, Length - 1, 1).copy_(newValues);
        return (keys.narrow(2, 0, Length), values.narrow(2, 0, Length));
    }

    /// <summary>Takes rows <c>[rows]</c> in a new order; only the steps so far are moved.</summary>
    internal void Select(Tensor rows)
    {
        keys = Select(keys, rows);
        values = Select(values, rows);
    }

    public void Dispose()
    {
        foreach (Tensor step in steps) step.Dispose();
        keys?.Dispose();
        values?.Dispose();
    }

    private void Lengthen()
    {
        if (Length == maximum) throw new InvalidOperationException($"decoding went past its {maximum} steps");
        Length++;
    }

    private Tensor? Select(Tensor? old, Tensor rows)
    {
        if (old is null) return null;
        using var scope = NewDisposeScope();
        Tensor used = old.narrow(2, 0, Length).index_select(0, rows);
        if (rows.shape[0] == old.shape[0])
        {
            old.narrow(2, 0, Length).copy_(used);
            return old;
        }

        Tensor fresh = empty([rows.shape[0], old.shape[1], maximum, old.shape[3]], old.dtype, old.device);
        fresh.narrow(2, 0, Length).copy_(used);
        old.Dispose();
        return fresh.DetachFromDisposeScope();
    }
}
