using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>A value of a memory as it is.</summary>
/// <param name="value">The value, <c>[batch, places, features]</c>.</param>
internal sealed class TorchKept(Tensor value) : IKept<Tensor>, ITorchMemoryPart
{
    private bool isOwn;

    /// <inheritdoc/>
    public Tensor Value => value;

    /// <inheritdoc/>
    public ITorchMemoryPart Own() => Own(value.clone());

    /// <inheritdoc/>
    public ITorchMemoryPart Select(Tensor sentences) => Own(value.index_select(0, sentences));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (isOwn) value.Dispose();
    }

    private static TorchKept Own(Tensor copy) => new(copy.DetachFromDisposeScope()) { isOwn = true };
}
