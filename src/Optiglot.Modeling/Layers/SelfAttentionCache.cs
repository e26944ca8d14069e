using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>Keys and values of one layer's earlier steps, in two buffers of fixed size <c>[rows, heads, maximum, head]</c>.</summary>
internal sealed class SelfAttentionCache(int maximum) : IDisposable
{
    private Tensor? keys;
    private Tensor? values;

    internal int Length { get; private set; }

    /// <summary>Adds one step <c>[rows, heads, 1, head]</c>; gives all so far <c>[rows, heads, length, head]</c>.</summary>
    internal (Tensor Keys, Tensor Values) Append(Tensor newKeys, Tensor newValues)
    {
        if (keys is null || values is null)
        {
            long[] shape = [newKeys.shape[0], newKeys.shape[1], maximum, newKeys.shape[3]];
            keys = empty(shape, newKeys.dtype, newKeys.device).DetachFromDisposeScope();
            values = empty(shape, newKeys.dtype, newKeys.device).DetachFromDisposeScope();
        }

        if (Length == maximum) throw new InvalidOperationException($"decoding went past its {maximum} steps");
        keys.narrow(2, Length, 1).copy_(newKeys);
        values.narrow(2, Length, 1).copy_(newValues);
        Length++;
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
        keys?.Dispose();
        values?.Dispose();
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
