using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>Keys and values of one layer.</summary>
/// <param name="TextKeys"><c>[batch, heads, source, head]</c>; in joint attention <c>source+regions</c>.</param>
/// <param name="TextValues">The same shape.</param>
/// <param name="RegionKeys"><c>[batch, heads, regions, head]</c>, where regions have keys of their own.</param>
/// <param name="RegionValues">The same shape.</param>
internal sealed record ProjectedMemory(Tensor TextKeys, Tensor TextValues, Tensor? RegionKeys = null, Tensor? RegionValues = null) : IDisposable
{
    /// <summary>Keys and values of the text (in joint attention of all) side by side, as the projection left them, <c>[batch, source, 2 × width]</c>.</summary>
    internal Tensor? Joined { get; init; }

    /// <summary>Those of the regions, where they have their own.</summary>
    internal Tensor? JoinedRegions { get; init; }

    /// <summary>Keeps some sentences <c>[kept]</c>.</summary>
    internal ProjectedMemory Select(Tensor sentences) => new(
        Pick(TextKeys, sentences)!, Pick(TextValues, sentences)!, Pick(RegionKeys, sentences), Pick(RegionValues, sentences)) { Joined = Pick(Joined, sentences), JoinedRegions = Pick(JoinedRegions, sentences) };

    /// <summary>Contiguous copies outside any scope, for the many steps of a search.</summary>
    internal ProjectedMemory Own() => new(Own(TextKeys)!, Own(TextValues)!, Own(RegionKeys), Own(RegionValues)) { Joined = Own(Joined), JoinedRegions = Own(JoinedRegions) };

    public void Dispose()
    {
        TextKeys.Dispose();
        TextValues.Dispose();
        RegionKeys?.Dispose();
        RegionValues?.Dispose();
        Joined?.Dispose();
        JoinedRegions?.Dispose();
    }

    private static Tensor? Pick(Tensor? x, Tensor sentences) => x?.index_select(0, sentences).DetachFromDisposeScope();

    private static Tensor? Own(Tensor? x) => x?.clone().contiguous().DetachFromDisposeScope();
}
