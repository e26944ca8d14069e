using System.Runtime.InteropServices;
using Optiglot.Modeling;
using Optiglot.Vision;
using static TorchSharp.torch;

namespace Optiglot.Translation;

/// <summary>
/// Puts examples into one <see cref="SourceBatch"/>, with and without pictures side by side. Ids and vectors are written straight into the tensors' memory.
/// Stateless: many threads may use one.
/// </summary>
/// <param name="layout">The rows' layout.</param>
public sealed class SourceBatcher(SourceLayout layout)
{
    /// <summary>The rows' layout.</summary>
    public SourceLayout Layout { get; } = layout;

    /// <summary>Makes a batch.</summary>
    /// <param name="examples">At least one; what is too long is cut as <see cref="SourceLayout.Fit"/> says.</param>
    /// <param name="device">Where the batch shall live; null for the processor.</param>
    /// <returns>Rows in the order given, to be disposed by the caller; it belongs to no dispose scope.</returns>
    /// <exception cref="ArgumentException">No examples, or regions of another feature width than the model's.</exception>
    public SourceBatch Build(ReadOnlySpan<SourceExample> examples, Device? device = null)
    {
        if (examples.IsEmpty) throw new ArgumentException("a batch needs at least one example");
        int width = 0, regions = 0;
        foreach (ref readonly var example in examples)
        {
            CheckRegions(example);
            width = Math.Max(width, Layout.Fit(example).Length);
            regions = Math.Max(regions, Layout.RegionCount(example));
        }

        var tokens = empty([examples.Length, width], ScalarType.Int64).DetachFromDisposeScope();
        var segments = empty([examples.Length, width], ScalarType.Int64).DetachFromDisposeScope();
        var mask = empty([examples.Length, width], ScalarType.Bool).DetachFromDisposeScope();
        FillRows(examples, width, MemoryMarshal.Cast<byte, long>(tokens.bytes), MemoryMarshal.Cast<byte, long>(segments.bytes), mask.bytes);
        var batch = new SourceBatch(tokens, segments, mask);
        if (regions > 0) batch = AddRegions(batch, examples, regions);
        return device is null || device.type == TorchSharp.DeviceType.CPU ? batch : Move(batch, device);
    }

    private void CheckRegions(in SourceExample example)
    {
        if (!example.HasRegions || example.Regions!.FeatureWidth == Layout.RegionFeatures) return;
        throw new ArgumentException(Layout.RegionFeatures == 0
            ? "this model sees no pictures, but the example has regions"
            : $"regions have {example.Regions.FeatureWidth} features, the model wants {Layout.RegionFeatures}: use regions of the detector the model was trained with");
    }

    private void FillRows(ReadOnlySpan<SourceExample> examples, int width, Span<long> tokens, Span<long> segments, Span<byte> mask)
    {
        mask.Clear();
        segments.Clear();
        tokens.Fill(Layout.PadId);
        for (int row = 0; row < examples.Length; row++)
        {
            ref readonly var example = ref examples[row];
            var (text, tags, length) = Layout.Fit(example);
            var line = tokens.Slice(row * width, length);
            line[0] = Layout.BeginId;
            Copy(example.Text.AsSpan(0, text), line[SourceLayout.TextStart..]);
            line[text + 1] = Layout.EndId;
            mask.Slice(row * width, length).Fill(1);
            if (tags == 0) continue;
            int start = SourceLayout.TagStart(text);
            Copy(example.Tags.AsSpan(0, tags), line[start..]);
            line[^1] = Layout.EndId;
            segments.Slice(row * width + start, tags + 1).Fill(1);
        }
    }

    private static void Copy(ReadOnlySpan<int> ids, Span<long> line)
    {
        for (int i = 0; i < ids.Length; i++) line[i] = ids[i];
    }

    private SourceBatch AddRegions(SourceBatch batch, ReadOnlySpan<SourceExample> examples, int regions)
    {
        var vectors = zeros([examples.Length, regions, Layout.RegionWidth]).DetachFromDisposeScope();
        var mask = zeros([examples.Length, regions], ScalarType.Bool).DetachFromDisposeScope();
        var numbers = vectors.bytes;
        var flags = mask.bytes;
        int rowBytes = regions * Layout.RegionWidth * sizeof(float);
        for (int row = 0; row < examples.Length; row++)
        {
            int count = Layout.RegionCount(examples[row]);
            if (count == 0) continue;
            CopyVectors(examples[row].Regions!, count, MemoryMarshal.Cast<byte, float>(numbers.Slice(row * rowBytes, rowBytes)));
            flags.Slice(row * regions, count).Fill(1);
        }

        return batch with { Regions = vectors, RegionMask = mask };
    }

    private void CopyVectors(RegionSet regions, int count, Span<float> row)
    {
        if (regions.Count == count)
        {
            regions.CopyVectors(row);
            return;
        }

        var all = new float[regions.Count * Layout.RegionWidth];
        regions.CopyVectors(all);
        all.AsSpan(0, count * Layout.RegionWidth).CopyTo(row);
    }

    private static SourceBatch Move(SourceBatch batch, Device device)
    {
        using (batch)
        {
            Tensor To(Tensor tensor) => tensor.to(device).DetachFromDisposeScope();
            return new SourceBatch(To(batch.Tokens), To(batch.Segments), To(batch.TokenMask), batch.Regions is null ? null : To(batch.Regions), batch.RegionMask is null ? null : To(batch.RegionMask));
        }
    }
}
