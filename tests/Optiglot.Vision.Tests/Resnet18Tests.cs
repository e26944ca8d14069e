namespace Optiglot.Vision.Tests;

/// <summary>The real networks together on real photos.</summary>
public sealed class Resnet18Tests
{
    private static readonly RegionLimits Limits = new() { Max = 10 };

    private static DecodedImage[] Images(int count) => [.. RegionExtractor.Pictures(TestData.Photos).Take(count).Select(path => ImageDecoder.Decode(path))];

    [Fact]
    public void TwoDogsAreFoundAndSixteenCells()
    {
        using var detector = TestData.Detector("yolox-resnet18-grid");
        var regions = detector.Detect([ImageDecoder.Decode(Path.Combine(TestData.Photos, "1001773457.jpg"))], Limits)[0];
        Assert.Equal("dog dog", TagText.Build(regions, detector.Info, new TagOptions { Distinct = false, ScoreThreshold = 0.5f }));
        Assert.Equal((26, 16), (regions.Count, regions.CellCount));
        Assert.Equal((512 + 150, 512 + 150), (regions.FeatureWidth, detector.Info.FeatureWidth));
        Assert.Equal(regions.Scores.OrderDescending(), regions.Scores);
        Assert.Equal(Enumerable.Repeat(0f, 16), regions.Scores[10..]);
    }

    [Fact]
    public void BatchesAndThreadsChangeNothing()
    {
        using var detector = TestData.Detector("yolox-resnet18-grid");
        var images = Images(6);
        var together = detector.Detect(images, Limits);
        var alone = new RegionSet[images.Length];
        Parallel.For(0, images.Length, new ParallelOptions { MaxDegreeOfParallelism = 3 }, i => alone[i] = detector.Detect([images[i]], Limits)[0]);
        for (int i = 0; i < images.Length; i++)
        {
            Assert.Equal(together[i].Boxes, alone[i].Boxes);
            Assert.Equal(together[i].Features, alone[i].Features);
        }
    }

    /// <summary>Cells of all 49 places are the map itself: their mean is the whole picture's vector, but for its length.</summary>
    [Fact]
    public void EveryPlaceOfTheMapIsACell()
    {
        using var detector = TestData.Detector("resnet18-grid49");
        var regions = detector.Detect(Images(1), Limits)[0];
        Assert.Equal((50, 49), (regions.Count, regions.CellCount));
        Assert.Equal([0, 0, 1 / 7f, 1 / 7f], regions.Boxes[4..8]);
        float[][] maps = [.. Enumerable.Range(0, 50).Select(region => regions.Features.AsSpan(region * regions.FeatureWidth, 512).ToArray())];
        Assert.All(maps, map => Assert.Equal(1, map.Average(x => x * x), 1e-3));
        double cosine = Enumerable.Range(0, 512).Sum(channel => maps[0][channel] * maps[1..].Average(map => map[channel]))
            / Math.Sqrt(512 * Enumerable.Range(0, 512).Sum(channel => Math.Pow(maps[1..].Average(map => map[channel]), 2)));
        Assert.InRange(cosine, 0.95, 1.0001);
    }
}
