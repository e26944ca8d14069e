using Optiglot.Vision;

namespace Optiglot.DemoWorld.Tests;

public sealed class DetectorTests(DetectorTests.Learned learned) : IClassFixture<DetectorTests.Learned>
{
    public sealed class Learned
    {
        public WorldDetector Detector { get; } = WorldDetector.Learn(each: 40);
    }

    private sealed record Hit(PlacedObject Thing, RegionSet Regions, int Region);

    private List<Hit> Find(IReadOnlyList<Scene> scenes, out int things, out int extra)
    {
        var hits = new List<Hit>();
        (things, extra) = (0, 0);
        foreach (var scene in scenes)
        {
            using var bitmap = ScenePainter.Paint(scene, 128);
            var regions = learned.Detector.Detect([DetectorCatalogue.Decoded(bitmap)], new())[0];
            things += scene.Objects.Count;
            int before = hits.Count;
            foreach (var thing in scene.Objects)
                for (int r = 0; r < regions.Count; r++)
                {
                    float x = (regions.Boxes[4 * r] + regions.Boxes[4 * r + 2]) / 2, y = (regions.Boxes[4 * r + 1] + regions.Boxes[4 * r + 3]) / 2;
                    if (Math.Abs(x - thing.X) < 0.03 && Math.Abs(y - thing.Y) < 0.03) hits.Add(new(thing, regions, r));
                }
            extra += regions.Count - (hits.Count - before);
        }
        return hits;
    }

    [Fact]
    public void FindsAndNamesNearlyEverything()
    {
        var hits = Find(WorldGenerator.Generate(new() { Seed = 11, Pairs = 0, Train = 1, Dev = 1, Test = 300 }).Test, out int things, out int extra);
        double Part(Func<Hit, bool> right) => hits.Count(right) / (double)things;
        Assert.True(hits.Count >= 0.97 * things, $"found {hits.Count} of {things}");
        Assert.True(extra <= 0.01 * things, $"{extra} regions are no thing");
        Assert.True(Part(h => h.Thing.Sense.Name.Split(' ')[0] == learned.Detector.Info.ClassName(h.Regions.ClassIds[h.Region])) >= 0.97);
        Assert.True(Part(h => h.Thing.Colour.English == learned.Detector.Info.AttributeName(h.Regions.AttributeIds[h.Region])) >= 0.95);
    }

    /// <summary>The tag is the same for both senses, so it cannot tell them; a linear probe on the region's vector can.</summary>
    [Fact]
    public void VectorsTellTheSenseAndTagsDoNot()
    {
        Assert.All(Lexicon.Ambiguous, n => Assert.Contains(n.Singular, learned.Detector.Info.ClassNames));
        Assert.Equal(Lexicon.Nouns.Count, learned.Detector.Info.ClassNames.Count);
        int right = 0, all = 0;
        var world = WorldGenerator.Generate(new() { Seed = 12, Pairs = 0, Train = 700, Dev = 1, Test = 300 });
        var train = Find(world.Train, out _, out _);
        var test = Find(world.Test, out _, out _);
        foreach (var noun in Lexicon.Ambiguous)
        {
            List<(float[] Vector, int Sense)> Of(List<Hit> hits) => [.. hits.Where(h => noun.Senses.Contains(h.Thing.Sense)).Select(h =>
                (h.Regions.Features.AsSpan(h.Region * h.Regions.FeatureWidth, h.Regions.FeatureWidth).ToArray(), h.Thing.Sense == noun.Senses[0] ? 0 : 1))];
            var seen = Of(train);
            var probe = SoftmaxClassifier.Learn([.. seen.Select(s => s.Vector)], [.. seen.Select(s => s.Sense)], 2, seed: 1);
            foreach (var (vector, sense) in Of(test))
            {
                all++;
                if (probe.Best(vector).Class == sense) right++;
            }
        }
        Assert.True(right >= 0.98 * all, $"the probe told {right} of {all} senses");
    }

    [Fact]
    public void VectorsAreStandardised()
    {
        var hits = Find(WorldGenerator.Generate(new() { Seed = 13, Pairs = 0, Train = 1, Dev = 1, Test = 100 }).Test, out _, out _);
        var numbers = hits.SelectMany(h => h.Regions.Features.AsSpan(h.Region * h.Regions.FeatureWidth, h.Regions.FeatureWidth).ToArray()).ToList();
        Assert.InRange(numbers.Average(), -0.2f, 0.2f);
        Assert.InRange(numbers.Average(n => n * n), 0.6f, 1.4f);
    }

    [Fact]
    public void AFileKeepsTheDetector()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("optiglot-world").FullName, "world-detector.json");
        learned.Detector.Save(path);
        using var loaded = WorldDetector.Load(path);
        Assert.Equal(learned.Detector.Info.Sha256, loaded.Info.Sha256);
        var scene = WorldGenerator.Generate(new() { Pairs = 0, Train = 1, Dev = 1, Test = 2 }).Test[0];
        using var bitmap = ScenePainter.Paint(scene, 128);
        var image = DetectorCatalogue.Decoded(bitmap);
        Assert.Equal(learned.Detector.Detect([image], new())[0].Features, loaded.Detect([image], new())[0].Features);
        File.WriteAllText(path, "{}");
        Assert.Contains("not a world detector", Assert.Throws<InvalidDataException>(() => WorldDetector.Load(path)).Message);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public void LimitsAreKept()
    {
        var scene = WorldGenerator.Generate(new() { Pairs = 0, Train = 1, Dev = 1, Test = 2, BystanderChance = 1 }).Test[0];
        using var bitmap = ScenePainter.Paint(scene, 160);
        var regions = learned.Detector.Detect([DetectorCatalogue.Decoded(bitmap)], new() { Min = 0, Max = 2 })[0];
        Assert.Equal(2, regions.Count);
        Assert.True(regions.Scores[0] >= regions.Scores[1]);
    }

    [Fact]
    public void AnEmptyPictureHasNoRegions() =>
        Assert.Equal(0, learned.Detector.Detect([new DecodedImage(64, 48, Enumerable.Repeat((byte)230, 3 * 64 * 48).ToArray())], new())[0].Count);
}
