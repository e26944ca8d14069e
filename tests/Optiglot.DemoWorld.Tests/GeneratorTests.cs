namespace Optiglot.DemoWorld.Tests;

public sealed class GeneratorTests
{
    private static readonly WorldData Sample = WorldGenerator.Generate(new() { Seed = 7, Pairs = 300, Train = 2000, Dev = 200, Test = 400 });

    [Fact]
    public void TheSeedFixesEverything()
    {
        var again = WorldGenerator.Generate(Sample.Options);
        Assert.Equal(Sample.Train.Select(s => s.Caption), again.Train.Select(s => s.Caption));
        Assert.Equal(ScenePainter.PaintPng(Sample.Test[3], 128), ScenePainter.PaintPng(again.Test[3], 128));
        Assert.NotEqual(Sample.Train[0].Caption, WorldGenerator.Generate(Sample.Options with { Seed = 8 }).Train[0].Caption);
    }

    [Fact]
    public void SensesAreBalancedForEveryNoun()
    {
        foreach (var split in new[] { Sample.Train, Sample.Test })
            foreach (var noun in split.GroupBy(s => s.Plan.Ambiguous.Noun))
                Assert.InRange(noun.Count(s => s.Plan.Ambiguous.SenseIndex == 0) - noun.Count() / 2.0, -1, 1);
    }

    /// <summary>Knowing the noun and any other property of the sentence, a guess of the sense is right about half the time.</summary>
    [Fact]
    public void NothingInTheSentenceTellsTheSense()
    {
        var properties = new Dictionary<string, Func<ScenePlan, string>>
        {
            ["pattern"] = p => $"{p.Pattern}",
            ["relation"] = p => $"{p.Relation}",
            ["place"] = p => p.Place.Name,
            ["plain noun"] = p => p.Plain.Noun.Singular,
            ["colour"] = p => p.Ambiguous.Colour.English,
            ["count"] = p => $"{p.Ambiguous.Count}",
            ["order"] = p => $"{p.First.Noun.HasSenses}",
        };
        foreach (var (name, property) in properties)
        {
            // Twice the squared distance from half, in units of its expectation: near 1 when independent.
            var cells = Sample.Train.GroupBy(s => (property(s.Plan), s.Plan.Ambiguous.Noun)).ToList();
            double chi = cells.Sum(c => Math.Pow(2 * c.Count(s => s.Plan.Ambiguous.SenseIndex == 0) - c.Count(), 2) / c.Count()) / cells.Count;
            Assert.True(chi < 1.4, $"{name} tells the sense: {chi:F2}");
        }
    }

    [Fact]
    public void NoSceneIsInTwoSplits()
    {
        static string Key(Scene s) => $"{s.Caption.English}{s.Plan.First.Colour.English}{s.Plan.Second.Colour.English}";
        var all = Sample.Pairs.Concat(Sample.Train).Concat(Sample.Dev).Concat(Sample.Test).Select(Key).ToList();
        Assert.Equal(all.Count, all.Distinct().Count());
    }

    [Fact]
    public void ATwinHasTheSameEnglishAndTheOtherSense()
    {
        foreach (var (scene, twin) in Sample.Test.Zip(WorldGenerator.Twins(Sample.Test)))
        {
            Assert.Equal(scene.Caption.English, twin.Caption.English);
            Assert.NotEqual(scene.Caption.German, twin.Caption.German);
            Assert.NotEqual(scene.Plan.Ambiguous.SenseIndex, twin.Plan.Ambiguous.SenseIndex);
        }
    }

    [Fact]
    public void ThingsKeepApartAndStandAsTheCaptionSays()
    {
        foreach (var scene in Sample.Train)
        {
            for (int i = 0; i < scene.Objects.Count; i++)
                for (int j = 0; j < i; j++)
                {
                    var (a, b) = (scene.Objects[i], scene.Objects[j]);
                    Assert.True(Math.Max(Math.Abs(a.X - b.X), Math.Abs(a.Y - b.Y)) > (a.Size + b.Size) / 2);
                }
            PlacedObject first = scene.Objects[0], last = scene.Objects[^(scene.Plan.Bystander is null ? 1 : 2)];
            float dx = first.X - last.X, dy = first.Y - last.Y;
            if (scene.Plan.Relation == Relation.LeftOf) Assert.True(dx < 0);
            if (scene.Plan.Relation == Relation.RightOf) Assert.True(dx > 0);
            if (scene.Plan.Relation == Relation.Above) Assert.True(dy < 0);
            if (scene.Plan.Relation == Relation.Below) Assert.True(dy > 0);
        }
    }

    [Fact]
    public void TheFolderHasParallelFilesAndPictures()
    {
        string folder = Directory.CreateTempSubdirectory("optiglot-world").FullName;
        try
        {
            var world = WorldGenerator.Generate(new() { Pairs = 5, Train = 6, Dev = 3, Test = 4 });
            WorldFolder.WriteText(world, folder);
            var paths = WorldFolder.WritePictures(world.Test, folder, 128);
            Assert.Equal(world.Train.Select(s => s.Caption.German), File.ReadLines(Path.Combine(folder, "train.de")));
            Assert.Equal(world.Test.Select(s => s.PictureName), File.ReadLines(Path.Combine(folder, "test.pictures")));
            Assert.Equal(5, File.ReadLines(Path.Combine(folder, "pairs.tsv")).Count(l => l.Split('\t').Length == 2));
            Assert.All(paths, p => Assert.Equal(128, Optiglot.Vision.ImageDecoder.Decode(p).Width));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData(0, 128, "train >= 1")]
    [InlineData(10, 20, "picture size")]
    public void OptionsOutOfRangeAreRefusedInWords(int train, int side, string words) =>
        Assert.Contains(words, Assert.Throws<ArgumentException>(() => WorldGenerator.Generate(new() { Train = train, PictureSize = side })).Message);
}
