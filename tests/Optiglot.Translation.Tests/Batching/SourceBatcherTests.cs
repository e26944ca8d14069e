using Optiglot.Vision;
using static TorchSharp.torch;

namespace Optiglot.Translation.Tests;

public class SourceBatcherTests
{
    private static readonly SourceLayout Layout = new()
    {
        BeginId = 101, EndId = 102, PadId = 0, MaximumPositions = 10, RegionFeatures = 2, MaximumRegions = 3
    };

    internal static RegionSet Regions(int count, int features = 2)
        => new(10, 10, [.. Enumerable.Range(0, 4 * count).Select(i => i / 100f)], new float[count], new int[count], null,
            [.. Enumerable.Range(1, count * features).Select(i => (float)i)]);

    private static long[] Row(Tensor tensor, int row) => tensor[row].to(ScalarType.Int64).data<long>().ToArray();

    [Fact]
    public void RowsAreLaidOutAsThePaperSays()
    {
        using var scope = NewDisposeScope();
        var batch = new SourceBatcher(Layout).Build([new([5, 6], [7], Regions(2)), new([8, 9, 10]), new([])]);
        Assert.Equal([101, 5, 6, 102, 7, 102], Row(batch.Tokens, 0));
        Assert.Equal([101, 8, 9, 10, 102, 0], Row(batch.Tokens, 1));
        Assert.Equal([101, 102, 0, 0, 0, 0], Row(batch.Tokens, 2));
        Assert.Equal([0, 0, 0, 0, 1, 1], Row(batch.Segments, 0));
        Assert.Equal([0, 0, 0, 0, 0, 0], Row(batch.Segments, 1));
        Assert.Equal([1, 1, 1, 1, 1, 0], Row(batch.TokenMask, 1));
        Assert.Equal([1, 1, 0, 0, 0, 0], Row(batch.TokenMask, 2));
        Assert.Equal([3, 2, 8], batch.Regions!.shape);
        Assert.Equal([1, 1], Row(batch.RegionMask!, 0));
        Assert.Equal([0, 0], Row(batch.RegionMask!, 1));
        float[] second = batch.Regions[0][1].data<float>().ToArray();
        Assert.Equal([3, 4, 0.04f, 0.05f, 0.06f, 0.07f, 0.02f, 0.02f], second.Select(x => MathF.Round(x, 4)));
        Assert.Equal(0, batch.Regions[1].abs().sum().item<float>());
        batch.Dispose();
    }

    [Fact]
    public void WithoutPicturesThereAreNoRegionTensors()
    {
        using var batch = new SourceBatcher(Layout).Build([new([5]), new([6], [], Regions(0))]);
        Assert.Null(batch.Regions);
        Assert.Null(batch.RegionMask);
    }

    [Fact]
    public void WhatIsTooLongIsCutTagsFirst()
    {
        int[] many = [.. Enumerable.Range(1, 30)];
        using var batch = new SourceBatcher(Layout).Build([new(many, many), new([1, 2, 3], many, Regions(5))]);
        Assert.Equal([101, 1, 2, 3, 4, 5, 6, 7, 8, 102], Row(batch.Tokens, 0));
        Assert.Equal([101, 1, 2, 3, 102, 1, 2, 3, 4, 102], Row(batch.Tokens, 1));
        Assert.Equal([2, 3, 8], batch.Regions!.shape);
    }

    [Fact]
    public void TooManyBoxesAreCutAndNoCellOfAGrid()
    {
        using var scope = NewDisposeScope();
        int[] classes = [-1, 0, 0, 1, 1, RegionSet.Cell, RegionSet.Cell];
        RegionSet mixed = new(10, 10, new float[28], new float[7], classes, null, [.. Enumerable.Range(1, 14).Select(i => (float)i)]);
        SourceExample example = new([1], [], mixed);
        Assert.Equal(5, Layout.RegionCount(example));
        var batch = new SourceBatcher(Layout).Build([example]);
        Assert.Equal([1, 5, 8], batch.Regions!.shape);
        Assert.Equal([1, 1, 1, 1, 1], Row(batch.RegionMask!, 0));
        Assert.Equal([1, 3, 5, 11, 13], Enumerable.Range(0, 5).Select(region => batch.Regions[0][region][0].item<float>()));
        batch.Dispose();
    }

    [Fact]
    public void MisfitsAreErrors()
    {
        var batcher = new SourceBatcher(Layout);
        Assert.Contains("features", Assert.Throws<ArgumentException>(() => batcher.Build([new([1], [], Regions(2, features: 5))])).Message);
        Assert.Contains("no pictures",
            Assert.Throws<ArgumentException>(() => new SourceBatcher(Layout with { RegionFeatures = 0 }).Build([new([1], [], Regions(2))])).Message);
        Assert.Throws<ArgumentException>(() => batcher.Build([]));
    }
}
