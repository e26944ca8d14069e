namespace Optiglot.Networks;

/// <summary>
/// The states that blocks add to, <c>[batch, places, width]</c>. What was added last waits for the next norm, so that both are one pass where an interpreter
/// has one.
/// </summary>
/// <typeparam name="T">A value.</typeparam>
/// <param name="ops">The interpreter.</param>
/// <param name="x">The states at first.</param>
/// <param name="dropout">Dropout of what is added.</param>
public sealed class ResidualStream<T>(INetworkOps<T> ops, T x, double dropout) where T : class
{
    private T value = x;
    private bool isOwn;
    private T? pending;

    /// <summary>The states with all that was added; valid until more is.</summary>
    public T Value
    {
        get
        {
            if (pending is not null) Replace(ops.Add(value, ops.Dropout(pending, dropout)));
            return value;
        }
    }

    /// <summary>Adds a block's result, of the same shape, and takes it over.</summary>
    public void Add(T y)
    {
        _ = Value;
        pending = y;
    }

    /// <summary>Outlives the scope of the layer that was just applied.</summary>
    public void Keep()
    {
        ops.Keep(value);
        if (pending is not null) ops.Keep(pending);
    }

    /// <summary>The states, normalised; the stream itself stays as it is (pre-norm).</summary>
    public T Normalized(LayerNorm norm)
    {
        if (pending is null) return ops.Normalize(value, norm);
        (T sum, T normalized) = ops.AddAndNormalize(value, pending, norm, dropout);
        Replace(sum);
        return normalized;
    }

    /// <summary>Normalises the stream itself (post-norm).</summary>
    public void Normalize(LayerNorm norm) => Replace(Normalized(norm));

    private void Replace(T fresh)
    {
        if (isOwn) ops.Free(value);
        if (pending is not null) ops.Free(pending);
        (value, isOwn, pending) = (fresh, true, null);
    }
}
