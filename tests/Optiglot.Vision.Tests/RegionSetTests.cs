namespace Optiglot.Vision.Tests;

public sealed class RegionSetTests
{
    private static readonly RegionSet Three = new(100, 50, [0, 0, 1, 1, 0.1f, 0.2f, 0.4f, 0.8f, 0, 0, 0.5f, 0.5f, 0.5f, 0.5f, 1, 1], [1, 0.9f, 0.8f, 0.1f],
        [-1, 0, 0, 2], null, [1, 2, 3, 4, 5, 6, 7, 8]);

    [Fact]
    public void VectorsAreFeatureThenBoxThenSize()
    {
        float[] vectors = new float[4 * 8];
        Three.CopyVectors(vectors);
        Assert.Equal([1, 2, 0, 0, 1, 1, 1, 1], vectors[..8]);
        Assert.All(((float[])[3, 4, 0.1f, 0.2f, 0.4f, 0.8f, 0.3f, 0.6f]).Zip(vectors[8..16]), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        Assert.Throws<ArgumentException>(() => Three.CopyVectors(new float[31]));
    }

    [Fact]
    public void LengthsMustAgree()
    {
        Assert.Throws<ArgumentException>(() => new RegionSet(1, 1, new float[4], new float[2], new int[2], null, new float[2]));
        Assert.Throws<ArgumentException>(() => new RegionSet(1, 1, new float[8], new float[2], new int[2], null, new float[3]));
    }

    [Fact]
    public void TagsAreSureNamesByScore()
    {
        Assert.Equal("dog", TagText.Build(Three, RegionSets.Detector));
        Assert.Equal("dog dog", TagText.Build(Three, RegionSets.Detector, new TagOptions { Distinct = false }));
        Assert.Equal("dog tree", TagText.Build(Three, RegionSets.Detector, new TagOptions { ScoreThreshold = 0 }));
        Assert.Equal("dog", TagText.Build(Three, RegionSets.Detector, new TagOptions { ScoreThreshold = 0, Max = 1 }));
    }

    [Fact]
    public void ALimitTakesTheWorstBoxesAndNoCell()
    {
        RegionSet mixed = new(100, 50, [0, 0, 1, 1, 0.1f, 0.2f, 0.4f, 0.8f, 0, 0, 0.5f, 1, 0.5f, 0, 1, 1], [1, 0.9f, 0, 0],
            [-1, 0, RegionSet.Cell, RegionSet.Cell], [-1, 3, -1, -1],
            [1, 2, 3, 4, 5, 6, 7, 8]);
        Assert.Equal((2, 0), (mixed.CellCount, Three.CellCount));
        Assert.Same(mixed, mixed.Limit(2));
        var one = mixed.Limit(1);
        Assert.Equal([1, 0, 0], one.Scores);
        Assert.Equal([-1, RegionSet.Cell, RegionSet.Cell], one.ClassIds);
        Assert.Equal([-1, -1, -1], one.AttributeIds);
        Assert.Equal([0, 0, 1, 1, 0, 0, 0.5f, 1, 0.5f, 0, 1, 1], one.Boxes);
        Assert.Equal([1, 2, 5, 6, 7, 8], one.Features);
        Assert.Equal([5, 6, 7, 8], mixed.Limit(0).Features);
        Assert.Equal("", TagText.Build(mixed.Limit(0), RegionSets.Detector, new TagOptions { ScoreThreshold = 0 }));
    }

    [Fact]
    public void LimitsThatCannotBeMetAreRefused()
    {
        Assert.Throws<ArgumentException>(() => new RegionLimits { Min = 11, Max = 10 }.Validate());
        Assert.Throws<ArgumentException>(() => new RegionLimits { ScoreThreshold = float.NaN }.Validate());
        Assert.Throws<ArgumentException>(() => new RegionLimits { OverlapThreshold = 0 }.Validate());
        new RegionLimits().Validate();
    }
}
