using System.Runtime.InteropServices;
using Optiglot.Modeling;
using static TorchSharp.torch;

namespace Optiglot.Translation;

/// <summary>
/// Puts examples into one <see cref="SourceBatch"/>, with and without pictures side by side. Ids and vectors are written straight into the tensors' memory.
/// Stateless: many threads may use one.
/// </summary>
/// <param name="layout">The rows' layout.</param>
public sealed class SourceBatcher(SourceLayout layout)
{
    /// <summary>How the rows of a batch are laid out.</summary>
    public SourceLayout Layout { get; } = layout;

    /// <summary>Puts examples into one batch.</summary>
    /// <param name="examples">At least one; what is too long is cut as <see cref="SourceLayout.Fit"/> says.</param>
    /// <param name="device">Where the batch shall live; null for the processor.</param>
    /// <returns>Rows in the order given, to be disposed by the caller; it belongs to no dispose scope.</returns>
    /// <exception cref="ArgumentException">No examples, or regions of another feature width than the model's.</exception>
    public SourceBatch Build(ReadOnlySpan<SourceExample> examples, Device? device = null)
    {
        var rows = new SourceRows(Layout, examples);
        var tokens = empty([examples.Length, rows.Width], ScalarType.Int64).DetachFromDisposeScope();
        var segments = empty([examples.Length, rows.Width], ScalarType.Int64).DetachFromDisposeScope();
        var mask = empty([examples.Length, rows.Width], ScalarType.Bool).DetachFromDisposeScope();
        rows.WriteText(MemoryMarshal.Cast<byte, long>(tokens.bytes), MemoryMarshal.Cast<byte, long>(segments.bytes), mask.bytes);
        var batch = new SourceBatch(tokens, segments, mask);
        if (rows.Regions > 0)
        {
            var vectors = empty([examples.Length, rows.Regions, Layout.RegionWidth]).DetachFromDisposeScope();
            var regionMask = empty([examples.Length, rows.Regions], ScalarType.Bool).DetachFromDisposeScope();
            rows.WriteRegions(MemoryMarshal.Cast<byte, float>(vectors.bytes), regionMask.bytes);
            batch = batch with { Regions = vectors, RegionMask = regionMask };
            if (Layout.Grounding is not null)
            {
                var edges = empty([examples.Length, rows.Width, rows.Regions], ScalarType.Bool).DetachFromDisposeScope();
                rows.WriteEdges(edges.bytes, rows.Regions);
                batch = batch with { Edges = edges };
            }
        }

        return device is null || device.type == TorchSharp.DeviceType.CPU ? batch : Move(batch, device);
    }

    private static SourceBatch Move(SourceBatch batch, Device device)
    {
        Tensor To(Tensor tensor) => tensor.to(device).DetachFromDisposeScope();
        var moved = new SourceBatch(To(batch.Tokens), To(batch.Segments), To(batch.TokenMask), batch.Regions is null ? null : To(batch.Regions),
            batch.RegionMask is null ? null : To(batch.RegionMask), batch.Edges);
        (batch with { Edges = null }).Dispose();
        return moved;
    }
}
