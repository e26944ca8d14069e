using Optiglot.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>
/// Keys and values side by side, as the projection left them: our kernels read them so. libtorch's products want each for itself.
/// They are projected when a layer first attends to them, and freed with that layer's scope.
/// </summary>
/// <param name="project">Gives <c>[batch, places, 2 × width]</c>.</param>
/// <param name="heads">Number of heads.</param>
internal sealed class TorchKeysValues(Func<Tensor> project, int heads) : IKeysValues<Tensor>, ITorchMemoryPart
{
    private Tensor? joined;
    private Tensor? keys;
    private Tensor? values;
    private bool isOwn;

    /// <summary>Both, <c>[batch, places, 2 × width]</c>.</summary>
    internal Tensor Joined => joined is { IsInvalid: false } ? joined : joined = project();

    /// <summary>Each by heads, <c>[batch, heads, places, head]</c>.</summary>
    internal (Tensor Keys, Tensor Values) Split()
    {
        if (keys is not null && values is not null) return (keys, values);
        Tensor[] parts = Joined.chunk(2, -1);
        return (AttentionMath.SplitHeads(parts[0], heads), AttentionMath.SplitHeads(parts[1], heads));
    }

    /// <inheritdoc/>
    public ITorchMemoryPart Own() => Own(Joined.clone());

    /// <inheritdoc/>
    public ITorchMemoryPart Select(Tensor sentences) => Own(Joined.index_select(0, sentences));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!isOwn) return;
        joined?.Dispose();
        keys?.Dispose();
        values?.Dispose();
    }

    private TorchKeysValues Own(Tensor copy)
    {
        using var scope = NewDisposeScope();
        copy.DetachFromDisposeScope();
        var own = new TorchKeysValues(() => copy, heads) { isOwn = true };
        // On the CPU our kernels read what is side by side; products on other devices, step after step, want each part for itself.
        if (copy.device_type == DeviceType.CPU) return own;
        (Tensor k, Tensor v) = own.Split();
        (own.keys, own.values) = (k.contiguous().DetachFromDisposeScope(), v.contiguous().DetachFromDisposeScope());
        return own;
    }
}
