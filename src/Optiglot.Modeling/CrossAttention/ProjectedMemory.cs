using TorchSharp;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>Keys and values of one layer.</summary>
internal sealed class ProjectedMemory : IDisposable
{
    private readonly int heads;
    private readonly List<Tensor> owned = [];

    /// <summary>Describes what projections left.</summary>
    /// <param name="joined">Keys and values of the text side by side, in joint attention of all, <c>[batch, source, 2 × width]</c>.</param>
    /// <param name="joinedRegions">Those of the regions, where they have their own.</param>
    /// <param name="heads">Number of heads.</param>
    internal ProjectedMemory(Tensor joined, Tensor? joinedRegions, int heads) : this(joined, joinedRegions, heads, part => part)
    {
    }

    private ProjectedMemory(Tensor joined, Tensor? joinedRegions, int heads, Func<Tensor, Tensor> finish)
    {
        (Joined, JoinedRegions, this.heads) = (joined, joinedRegions, heads);
        (TextKeys, TextValues) = Split(joined, finish);
        if (joinedRegions is not null) (RegionKeys, RegionValues) = Split(joinedRegions, finish);
    }

    /// <summary>Keys and values of the text side by side, as the projection left them.</summary>
    internal Tensor Joined { get; }

    /// <summary>Those of the regions, where they have their own.</summary>
    internal Tensor? JoinedRegions { get; }

    /// <summary><c>[batch, heads, source, head]</c>; in joint attention <c>source+regions</c>.</summary>
    internal Tensor TextKeys { get; }

    /// <summary>The same shape.</summary>
    internal Tensor TextValues { get; }

    /// <summary><c>[batch, heads, regions, head]</c>, where regions have keys of their own.</summary>
    internal Tensor? RegionKeys { get; }

    /// <summary>The same shape.</summary>
    internal Tensor? RegionValues { get; }

    /// <summary>Keeps some sentences <c>[kept]</c>, outside any scope.</summary>
    internal ProjectedMemory Select(Tensor sentences) => Own(x => x.index_select(0, sentences));

    /// <summary>Copies outside any scope, for the many steps of a search.</summary>
    internal ProjectedMemory Own() => Own(x => x.clone());

    /// <summary>Frees what <see cref="Own()"/> and <see cref="Select"/> made.</summary>
    public void Dispose()
    {
        foreach (Tensor each in owned) each.Dispose();
    }

    private ProjectedMemory Own(Func<Tensor, Tensor> copy)
    {
        using var scope = NewDisposeScope();
        // On the CPU our kernels read what is side by side; products on other devices, step after step, want each part for itself.
        bool isRead = Joined.device_type == DeviceType.CPU;
        var own = new ProjectedMemory(copy(Joined), JoinedRegions is null ? null : copy(JoinedRegions), heads, part => isRead ? part : part.contiguous());
        foreach (Tensor? each in (Tensor?[])[own.Joined, own.JoinedRegions, own.TextKeys, own.TextValues, own.RegionKeys, own.RegionValues])
            if (each is not null) own.owned.Add(each.DetachFromDisposeScope());
        return own;
    }

    private (Tensor Keys, Tensor Values) Split(Tensor both, Func<Tensor, Tensor> finish)
    {
        Tensor[] parts = both.chunk(2, -1);
        return (finish(AttentionMath.SplitHeads(parts[0], heads)), finish(AttentionMath.SplitHeads(parts[1], heads)));
    }
}
