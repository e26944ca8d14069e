namespace Optiglot.Vision.Tests;

/// <summary>The real detector on real photos.</summary>
public sealed class YoloxNanoTests
{
    private static DecodedImage[] Images(int count) => [.. RegionExtractor.Pictures(TestData.Photos).Take(count).Select(path => ImageDecoder.Decode(path))];

    [Fact]
    public void TwoDogsAreFound()
    {
        string photo = Path.Combine(TestData.Photos, "1001773457.jpg");
        using var detector = TestData.YoloxNano();
        var regions = detector.Detect([ImageDecoder.Decode(photo)], new RegionLimits())[0];
        Assert.Equal("dog dog", TagText.Build(regions, detector.Info, new TagOptions { Distinct = false, ScoreThreshold = 0.5f }));
        // The black dog stands at the upper left, the spotted one right of the middle.
        float[][] dogs = [.. Enumerable.Range(1, 2).Select(region => regions.Boxes[(4 * region)..(4 * region + 4)]).OrderBy(box => box[0])];
        Assert.All(dogs[0].Zip([0, 0, 0.38f, 0.4f]), pair => Assert.Equal(pair.Second, pair.First, 0.06));
        Assert.All(dogs[1].Zip([0.47f, 0.27f, 0.85f, 1]), pair => Assert.Equal(pair.Second, pair.First, 0.06));
    }

    [Fact]
    public void EveryPhotoHasTenToOneHundredRegionsInOrder()
    {
        using var detector = TestData.YoloxNano();
        Assert.Equal(16 + 32 + 128 + 3 * 64, detector.Info.FeatureWidth);
        foreach (var regions in detector.Detect(Images(40), new RegionLimits()))
        {
            Assert.InRange(regions.Count, 10, 100);
            Assert.Equal(regions.Scores.OrderDescending(), regions.Scores);
            Assert.Equal((RegionSet.None, 1), (regions.ClassIds[0], regions.Scores[0]));
            Assert.All(regions.ClassIds.Skip(1), id => Assert.InRange(id, 0, 79));
            Assert.All(regions.Boxes, edge => Assert.InRange(edge, 0, 1));
            Assert.All(regions.Features, feature => Assert.InRange(feature, -40, 40));
        }
    }

    [Fact]
    public void BatchesAndThreadsChangeNothing()
    {
        using var detector = TestData.YoloxNano();
        var images = Images(12);
        var together = detector.Detect(images, new RegionLimits());
        var alone = new RegionSet[images.Length];
        Parallel.For(0, images.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => alone[i] = detector.Detect([images[i]], new RegionLimits())[0]);
        for (int i = 0; i < images.Length; i++)
        {
            Assert.Equal(together[i].Boxes, alone[i].Boxes);
            Assert.Equal(together[i].Features, alone[i].Features);
        }
    }

    /// <summary>The vectors describe the box, not only its class: a dog in the photo moved by three pixels is nearest to itself among all dogs.</summary>
    [Fact]
    public void VectorsTellOneDogFromAnother()
    {
        using var detector = TestData.YoloxNano();
        int dog = detector.Info.ClassNames.ToList().IndexOf("dog");
        var images = Images(60);
        var dogs = new List<(float[] Here, float[] Moved)>();
        foreach (var image in images)
        {
            byte[] moved = new byte[image.Rgb.Length];
            image.Rgb.AsSpan(0, image.Rgb.Length - 9).CopyTo(moved.AsSpan(9));
            var found = detector.Detect([image, new DecodedImage(image.Width, image.Height, moved)], new RegionLimits());
            bool same = found.All(regions => regions.ClassIds[1] == dog) && Enumerable.Range(4, 4)
                .All(edge => Math.Abs(found[0].Boxes[edge] - found[1].Boxes[edge]) < 0.08);
            if (same) dogs.Add((Vector(found[0]), Vector(found[1])));
        }
        Assert.True(dogs.Count >= 8);
        int right = dogs.Count(pair => dogs.MinBy(other => Distance(pair.Moved, other.Here)) == pair);
        Assert.InRange(right, dogs.Count - 1, dogs.Count);
    }

    private static float[] Vector(RegionSet regions) => regions.Features[regions.FeatureWidth..(2 * regions.FeatureWidth)];

    private static float Distance(float[] one, float[] other) => one.Zip(other, (a, b) => (a - b) * (a - b)).Sum();
}
