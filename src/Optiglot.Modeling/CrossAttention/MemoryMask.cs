using Optiglot.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>Masks of the encoder's states in the forms attention needs; made once a batch, shared by all layers.</summary>
internal sealed class MemoryMask : IDisposable
{
    internal MemoryMask(Tensor mask, int textLength, ScalarType type)
    {
        TextLength = textLength;
        RegionCount = (int)mask.shape[1] - textLength;
        if (mask.device_type == DeviceType.CPU) Real = mask.ToKeyMask();
        Joint = AttentionMath.Bias(mask, type);
        Text = Joint.narrow(3, 0, textLength);
        if (RegionCount == 0) return;
        Regions = Joint.narrow(3, textLength, RegionCount);
        HasPicture = mask.narrow(1, textLength, RegionCount).any(1);
        PictureFactor = HasPicture.to(type).view(-1, 1, 1);
    }

    private MemoryMask(MemoryMask whole, KeyMask? real, Func<Tensor, Tensor> each)
    {
        Real = real;
        TextLength = whole.TextLength;
        RegionCount = whole.RegionCount;
        Joint = each(whole.Joint);
        Text = each(whole.Text);
        if (whole.Regions is not null) Regions = each(whole.Regions);
        if (whole.HasPicture is not null) HasPicture = each(whole.HasPicture);
        if (whole.PictureFactor is not null) PictureFactor = each(whole.PictureFactor);
    }

    internal int TextLength { get; }

    internal int RegionCount { get; }

    /// <summary>Which states are real, for <see cref="FusedAttention"/>; null elsewhere than on the CPU.</summary>
    internal KeyMask? Real { get; }

    /// <summary>Additive, <c>[batch, 1, 1, source+regions]</c>.</summary>
    internal Tensor Joint { get; }

    /// <summary>Additive, <c>[batch, 1, 1, source]</c>.</summary>
    internal Tensor Text { get; }

    /// <summary>Additive, <c>[batch, 1, 1, regions]</c>; null without regions.</summary>
    internal Tensor? Regions { get; }

    /// <summary>Whether a sentence has a picture, bool <c>[batch]</c>; null without regions.</summary>
    internal Tensor? HasPicture { get; }

    /// <summary>1 for a sentence with a picture, else 0, <c>[batch, 1, 1]</c>; null without regions.</summary>
    internal Tensor? PictureFactor { get; }

    /// <summary>Keeps some sentences <c>[kept]</c>.</summary>
    internal MemoryMask Select(Tensor sentences) => new(this, Real?.Select(sentences.data<long>().ToArray()), x => x.index_select(0, sentences).DetachFromDisposeScope());

    /// <summary>Copies outside any scope.</summary>
    internal MemoryMask Own() => new(this, Real, x => x.clone().DetachFromDisposeScope());

    public void Dispose()
    {
        Joint.Dispose();
        Text.Dispose();
        Regions?.Dispose();
        HasPicture?.Dispose();
        PictureFactor?.Dispose();
    }
}
