using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>Edges one by one: of each the flat places of its two ends, in the order of the text.</summary>
internal sealed class TorchEdges : IEdges<Tensor>, IDisposable
{
    /// <summary>Lists edges; they belong to no dispose scope.</summary>
    /// <param name="joined">True where a piece and a region are joined, bool <c>[batch, source, regions]</c>, on the processor: how many there are is asked
    /// without waiting for a device.</param>
    /// <param name="device">Where the network computes.</param>
    internal TorchEdges(Tensor joined, Device device)
    {
        (long source, long regions) = (joined.shape[1], joined.shape[2]);
        List<long> text = [], seen = [];
        ReadOnlySpan<byte> bytes = joined.contiguous().bytes;
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == 0) continue;
            text.Add(i / regions);
            seen.Add((i / (source * regions) * regions) + (i % regions));
        }

        Text = tensor(text.ToArray(), device: device).DetachFromDisposeScope();
        Regions = tensor(seen.ToArray(), device: device).DetachFromDisposeScope();
    }

    /// <summary>Places of the pieces in <c>[batch × source]</c>, int64 <c>[edges]</c>.</summary>
    internal Tensor Text { get; }

    /// <summary>Places of the regions in <c>[batch × regions]</c>, int64 <c>[edges]</c>.</summary>
    internal Tensor Regions { get; }

    public void Dispose()
    {
        Text.Dispose();
        Regions.Dispose();
    }
}
