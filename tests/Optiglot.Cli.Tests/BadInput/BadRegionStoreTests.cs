using Optiglot.DemoWorld;
using Optiglot.Vision;

namespace Optiglot.Cli.Tests.BadInput;

/// <summary>Region stores that are another detector's, of another width, or no stores.</summary>
public sealed class BadRegionStoreTests(SmallDemo demo) : IClassFixture<SmallDemo>
{
    [Theory]
    [InlineData("weights", "SHA-256")]
    [InlineData("width", "5 features")]
    [InlineData("pooling", "trained with")]
    public void TranslateRefusesAnotherDetectorsStore(string other, string says)
    {
        string store = Make($"store-translate-{other}", other);
        byte[] before = File.ReadAllBytes(store);
        CliRun.Of("translate", "-m", demo.Run, "--regions", store, "--image", demo.Picture, "two dogs").AssertFails(1, store, says, "detect the pictures anew");
        Assert.Equal(before, File.ReadAllBytes(store));
    }

    [Theory]
    [InlineData("weights", "was made by")]
    [InlineData("width", "5 features a region")]
    [InlineData("pooling", "pools features from")]
    public void DetectAddsNothingToAnotherDetectorsStore(string other, string says)
    {
        string store = Make($"store-detect-{other}", other);
        byte[] before = File.ReadAllBytes(store);
        CliRun.Of("detect", demo.Picture, "--detector", demo.DetectorFile, "--out", store).AssertFails(1, store, says, "make a new one");
        Assert.Equal(before, File.ReadAllBytes(store));
    }

    [Fact]
    public void ImportAddsNothingToAStoreOfAnotherWidth()
    {
        string store = Make("store-import", "width"), table = Path.Combine(Path.GetDirectoryName(store)!, "one.tsv");
        byte[] before = File.ReadAllBytes(store);
        // Picture, width, height, boxes and their numbers, as bottom-up attention's tools write them: base64 of float32.
        string Floats(params float[] values) => Convert.ToBase64String(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()));
        File.WriteAllText(table, string.Join('\t', "1", "100", "80", "1", Floats(0, 0, 50, 40), Floats(1, 2, 3)) + "\n");
        CliRun.Of("regions", "import", table, "--name", "any", "--out", store).AssertFails(1, "5 features");
        Assert.Equal(before, File.ReadAllBytes(store));
    }

    [Fact]
    public void ARunDoesNotGoOnWithAnotherDetectorsStore()
    {
        string folder = TestFolders.Fresh(), recipe = SmallRecipe.Write(folder), run = Path.Combine(folder, "run"),
            store = Path.Combine(folder, "regions.sqlite");
        File.WriteAllLines(Path.Combine(folder, "names"), demo.Pictures.Select(Path.GetFileName)!);
        File.WriteAllText(recipe, File.ReadAllText(recipe)
            .Replace("  files:",
                $"  pictures: {{ folder: {demo.Folder}/pictures, regions: {store}, detector: {demo.DetectorFile}, min_regions: 1, max_regions: 5 }}\n  files:")
            .Replace("target: text.de }", "target: text.de, pictures: names }"));
        string[] train = ["train", recipe, "--out", run, "--data", folder];
        CliRun done = CliRun.Of(train);
        Assert.True(done.Code == 0, done.Error);
        Directory.Delete(Path.Combine(run, "model"), recursive: true);

        string other = Path.Combine(folder, "other.json");
        using (WorldDetector detector = WorldDetector.Learn(seed: 7, each: 3)) detector.Save(other);
        File.Delete(store);
        Assert.Equal(0, CliRun.Of("detect", Path.Combine(demo.Folder, "pictures"), "--detector", other, "--out", store, "--min-regions", "1").Code);
        byte[] before = File.ReadAllBytes(store);
        CliRun.Of(train).AssertEnds(store, "was made by world-detector", "use that detector's store");
        Assert.Equal(before, File.ReadAllBytes(store));
        Assert.False(Directory.Exists(Path.Combine(run, "model")));
    }

    [Theory]
    [InlineData("text", "not a region store")]
    [InlineData("cut", "damaged")]
    [InlineData("none", "no such region store")]
    public void WhatIsNoStoreIsToldWithTheCommandThatMakesOne(string kind, string says)
    {
        string store = Make($"store-{kind}", "none");
        if (kind == "text") File.WriteAllText(store, string.Concat(Enumerable.Repeat("no store ", 1000)));
        if (kind == "cut") File.WriteAllBytes(store, File.ReadAllBytes(store)[..6000]);
        if (kind == "none") File.Delete(store);
        CliRun.Of("translate", "-m", demo.Run, "--regions", store, "--image", demo.Picture, "two dogs").AssertFails(1, store, says, "optiglot detect");
        CliRun.Of("regions", "info", store).AssertFails(1, store, says, "optiglot detect");
    }

    private string Make(string name, string difference)
    {
        string path = Path.Combine(TestFolders.Fresh(name), "regions.sqlite");
        using WorldDetector detector = WorldDetector.Load(demo.DetectorFile);
        DetectorInfo info = difference switch
        {
            "weights" => detector.Info with { Sha256 = new string('b', 64) },
            "width" => detector.Info with { FeatureWidth = 5 },
            "pooling" => detector.Info with { FeatureSource = "elsewhere" },
            _ => detector.Info,
        };
        using RegionStore store = RegionStore.Create(path, info);
        store.Put("one.jpg", new RegionSet(10, 10, [0, 0, 1, 1], [1], [0], null, new float[info.FeatureWidth]));
        return path;
    }
}
