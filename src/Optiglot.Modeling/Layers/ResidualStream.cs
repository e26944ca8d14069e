using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>The states that blocks add to, <c>[batch, length, width]</c>. What was added last waits for the next norm, so that both are one pass where that is possible.</summary>
/// <param name="x">The states at first.</param>
/// <param name="mode">Dropout switch.</param>
/// <param name="dropout">Dropout of what is added.</param>
internal sealed class ResidualStream(Tensor x, TrainingMode mode, double dropout)
{
    private Tensor value = x;
    private Tensor? pending;

    /// <summary>The states with all that was added.</summary>
    internal Tensor Value
    {
        get
        {
            if (pending is not null) value = value.Plus(mode.Dropout(pending, dropout));
            pending = null;
            return value;
        }
    }

    /// <summary>Adds a block's result, of the same shape.</summary>
    internal void Add(Tensor y)
    {
        value = Value;
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
        if (pending is null || !FusedNorm.Takes(value, pending)) return norm.Apply(Value);
        (value, Tensor normed) = FusedNorm.Of(value, pending, norm, mode, dropout);
        pending = null;
        return normed;
    }

    /// <summary>Normalises the stream itself (post-norm).</summary>
    internal void Normalize(LayerNorm norm) => value = Normed(norm);
}
