namespace Optiglot.Vision.Tests;

/// <summary>Made-up regions.</summary>
internal static class RegionSets
{
    public static readonly DetectorInfo Detector = new()
    {
        Name = "made-up", Sha256 = new string('a', 64), FeatureWidth = 5, ClassNames = ["dog", "ball", "tree"], AttributeNames = ["red"]
    };

    public static RegionSet Random(int seed, int count = 7, int features = 5)
    {
        var random = new Random(seed);
        float[] Numbers(int length) => [.. Enumerable.Range(0, length).Select(_ => random.NextSingle())];
        float[] Box() => Numbers(4) is var n ? [n[0] / 2, n[1] / 2, (1 + n[2]) / 2, (1 + n[3]) / 2] : [];
        return new RegionSet(640, 480, [.. Enumerable.Range(0, count).SelectMany(_ => Box())], [.. Numbers(count).OrderDescending()],
            [.. Numbers(count).Select(x => (int)(x * 3))],
            [.. Numbers(count).Select(x => x < 0.5 ? 0 : RegionSet.None)], Numbers(features * count));
    }

    public static void AssertSame(RegionSet wanted, RegionSet found)
    {
        Assert.Equal((wanted.ImageWidth, wanted.ImageHeight, wanted.Count), (found.ImageWidth, found.ImageHeight, found.Count));
        Assert.Equal(wanted.Boxes, found.Boxes);
        Assert.Equal(wanted.Scores, found.Scores);
        Assert.Equal(wanted.ClassIds, found.ClassIds);
        Assert.Equal(wanted.AttributeIds, found.AttributeIds);
        Assert.Equal(wanted.Features.Select(feature => (float)(Half)feature), found.Features);
    }
}
