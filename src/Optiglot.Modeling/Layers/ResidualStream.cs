using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>The states that blocks add to, <c>[batch, length, width]</c>. What was added last waits for the next norm, so that both are one pass where that is possible.</summary>
/// <param name="x">The states at first.</param>
/// <param name="mode">Dropout switch.</param>
/// <param name="dropout">Dropout of what is added.</param>
internal sealed class ResidualStream(Tensor x, TrainingMode mode, double dropout)
{
    private Tensor value = x;
    private bool isOwn;
    private Tensor? pending;

    /// <summary>The states with all that was added; valid until more is.</summary>
    internal Tensor Value
    {
        get
        {
            if (pending is null) return value;
            Replace(value.Plus(mode.Dropout(pending, dropout)));
            return value;
        }
    }

    /// <summary>Adds a block's result, of the same shape, and takes it over.</summary>
    internal void Add(Tensor y)
    {
        _ = Value;
        pending = y;
    }

    /// <summary>Outlives the dispose scope of the layer that was just applied.</summary>
    internal void Keep()
    {
        value.MoveToOuterDisposeScope();
        pending?.MoveToOuterDisposeScope();
    }

    /// <summary>The states, normalised; the stream itself stays as it is (pre-norm).</summary>
    internal Tensor Normed(LayerNorm norm)
    {
        if (pending is null || !FusedNorm.Supports(value, pending)) return norm.Apply(Value);
        (Tensor sum, Tensor normed) = FusedNorm.Of(value, pending, norm, mode, dropout);
        Replace(sum);
        return normed;
    }

    /// <summary>Normalises the stream itself (post-norm).</summary>
    internal void Normalize(LayerNorm norm) => Replace(Normed(norm));

    // The gradient tape has references of its own to what it needs.
    private void Replace(Tensor fresh)
    {
        if (isOwn) value.Dispose();
        pending?.Dispose();
        (value, isOwn, pending) = (fresh, true, null);
    }
}
