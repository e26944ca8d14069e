using System.Security.Cryptography;
using System.Text;

namespace Optiglot.Vision.Tests;

/// <summary>Grids, boxes of one network with vectors of another, and joined sets, on made-up networks whose features are mean colours.</summary>
public sealed class ComposedDetectorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DetectorSettings _settings;
    private readonly string _boxesHash, _vectorsHash;

    public ComposedDetectorTests()
    {
        // A dog in the left quarter, a cat in the middle; cells 0..15 have stride 8, cells 16..19 stride 16.
        float[] raw = new float[20 * 7];
        float[] dog = [0.5f, 0.5f, 0, 0, 0.9f, 0, 1], cat = [0, 0, MathF.Log(2), MathF.Log(2), 0.5f, 1, 0.2f];
        dog.CopyTo(raw, 0);
        cat.CopyTo(raw, 10 * 7);
        byte[] boxes = OnnxModels.Yolox(raw), vectors = OnnxModels.Features();
        (_boxesHash, _vectorsHash) = (OnnxModels.Hash(boxes), OnnxModels.Hash(vectors));
        _folder.Write("boxes.onnx", boxes);
        _folder.Write("vectors.onnx", vectors);
        Write("finder", """
            "kind": "yolox", "model": { "file": "boxes.onnx", "licence": "MIT" }, "input": { "name": "images", "width": 32, "height": 32 }, "outputs": { "predictions": "output" },
            "strides": [8, 16], "featureMaps": [{ "tensor": "blocks", "stride": 8 }], "labels": ["cat", "dog"]
            """);
        Write("seer", Seer(""));
        Write("colorful", Seer(""", "color": { "weight": 2, "middle": true }"""));
        Write("grid", """ "kind": "grid", "vectors": "seer", "rows": 2, "columns": 4 """);
        Write("both", """ "kind": "boxes-and-vectors", "boxes": "finder", "vectors": "seer" """);
        Write("joined", """ "kind": "joined", "parts": ["grid", "both"] """);
        _settings = new DetectorSettings { Folders = [_folder.Path], ModelFolders = [_folder.Path] };
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AFeatureNetworkByItselfGivesTheWholePicture()
    {
        var regions = Detect("seer");
        Assert.Equal([0, 0, 1, 1], regions.Boxes);
        Assert.Equal([RegionSet.None], regions.ClassIds);
        AssertDirection([100, 50, 50], regions.Features);
    }

    [Fact]
    public void AGridIsTheWholePictureThenItsCellsRowByRow()
    {
        var regions = Detect("grid");
        Assert.Equal([1, 0, 0, 0, 0, 0, 0, 0, 0], regions.Scores);
        Assert.Equal([RegionSet.None, .. Enumerable.Repeat(RegionSet.Cell, 8)], regions.ClassIds);
        Assert.Equal([0, 0, 1, 1, 0, 0, 0.25f, 0.5f, 0.25f, 0, 0.5f, 0.5f], regions.Boxes[..12]);
        Assert.Equal([0.75f, 0.5f, 1, 1], regions.Boxes[^4..]);
        AssertDirection([200, 0, 0], regions.Features[3..6]);
        AssertDirection([0, 100, 100], regions.Features[^3..]);
        Assert.Equal(8, Detect("grid", new RegionLimits { WholeImage = false }).Count);
        Assert.Equal(9, Detect("grid", new RegionLimits { Min = 0, Max = 1 }).Count);
    }

    [Fact]
    public void BoxesKeepTheirNamesAndGetTheOtherNetworksVectors()
    {
        RegionSet own = Detect("finder"), regions = Detect("both");
        Assert.Equal([1, 0.9f, 0.5f], regions.Scores);
        Assert.Equal(own.Boxes, regions.Boxes);
        Assert.Equal(own.ClassIds, regions.ClassIds);
        // The finder sees BGR, the seer RGB.
        AssertDirection([0, 0, 200], own.Features[3..6]);
        AssertDirection([200, 0, 0], regions.Features[3..6]);
    }

    [Fact]
    public void AJoinedSetHasBoxesByScoreThenAllCells()
    {
        var regions = Detect("joined");
        Assert.Equal([1, 0.9f, 0.5f, 0, 0, 0, 0, 0, 0, 0, 0], regions.Scores);
        Assert.Equal([RegionSet.None, 1, 0, .. Enumerable.Repeat(RegionSet.Cell, 8)], regions.ClassIds);
        RegionSet grid = Detect("grid"), both = Detect("both");
        Assert.Equal([.. both.Boxes, .. grid.Boxes[4..]], regions.Boxes);
        Assert.Equal([.. both.Features, .. grid.Features[3..]], regions.Features);
        using var detector = RegionDetectors.Load("joined", _settings);
        Assert.Equal("dog cat", TagText.Build(regions, detector.Info, new TagOptions { ScoreThreshold = 0 }));
        Assert.Equal([1, 0.9f, 0, 0, 0, 0, 0, 0, 0, 0], Detect("joined", new RegionLimits { Min = 0, Max = 2 }).Scores);
    }

    [Fact]
    public void TheNetworkThatPartsShareLooksOnceAPicture()
    {
        using var detector = (ComposedDetector)RegionDetectors.Load("joined", _settings);
        using var looks = new PictureLooks(Halves());
        detector.Detect(looks, new RegionLimits { Min = 0 });
        Assert.Equal(1, looks.Networks);
    }

    [Fact]
    public void ColoursAreAppended()
    {
        Write("grid", """ "kind": "grid", "vectors": "colorful", "rows": 2, "columns": 4 """);
        var regions = Detect("grid");
        Assert.Equal(3 + 2 * ColorHistogram.Bins, regions.FeatureWidth);
        AssertDirection([200, 0, 0], regions.Features.AsSpan(regions.FeatureWidth, 3).ToArray());
        float[] wanted = new float[2 * ColorHistogram.Bins];
        new ColorHistogram(Halves()).Write(regions.Boxes.AsSpan(4, 4), new ColorPart { Weight = 2, Middle = true }, wanted);
        Assert.Equal(wanted, regions.Features.AsSpan(regions.FeatureWidth + 3, wanted.Length).ToArray());
    }

    [Fact]
    public void InfoSaysWhichVectorsTheseAre()
    {
        DetectorInfo grid = Info("grid"), both = Info("both"), joined = Info("joined");
        Assert.Equal(("grid", 3, _vectorsHash), (grid.Name, grid.FeatureWidth, grid.Sha256));
        Assert.Equal(("both", Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(_boxesHash + _vectorsHash)))), (both.Name, both.Sha256));
        Assert.Equal(["cat", "dog"], joined.ClassNames);
        Assert.Equal("2x4 cells, boxes of finder: blocks/8 1x1, root mean square 1 each, of 32x32 stretch RGB less 0/0/0 times 1/1/1", joined.FeatureSource);
        Assert.Equal(4, new[] { grid, both, joined, Info("seer") }.Select(info => info.FeatureSource).Distinct().Count());
        Assert.Contains("weight 2, box and middle", Info("colorful").FeatureSource);
        using var store = RegionStore.Create(_folder.File("both.sqlite"), both);
        store.Require(both);
        Assert.Throws<InvalidDataException>(() => store.Require(joined));
    }

    [Theory]
    [InlineData(""" "kind": "grid", "rows": 2, "columns": 2 """, "needs `vectors`")]
    [InlineData(""" "kind": "grid", "vectors": "seer", "columns": 2 """, "`rows` and `columns`")]
    [InlineData(""" "kind": "grid", "vectors": "finder", "rows": 2, "columns": 2 """, "of kind yolox, not features")]
    [InlineData(""" "kind": "grid", "vectors": "nobody", "rows": 2, "columns": 2 """, "nobody: no such detector")]
    [InlineData(""" "kind": "boxes-and-vectors", "boxes": "finder" """, "needs `boxes` and `vectors`")]
    [InlineData(""" "kind": "joined", "parts": ["grid"] """, "two or more `parts`")]
    [InlineData(""" "kind": "joined", "parts": ["grid", "wrong"] """, "contains itself")]
    [InlineData(""" "kind": "joined", "parts": ["seer", "colorful"] """, "3 and 153 features")]
    [InlineData(""" "kind": "joined", "pieces": [] """, "pieces")]
    public void MistakesAreToldInOneLine(string text, string reason)
    {
        Write("wrong", text);
        var error = Assert.ThrowsAny<Exception>(() => RegionDetectors.Load("wrong", _settings));
        Assert.Contains(reason, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void AFeatureNetworkNeedsMaps()
    {
        Write("seer", Seer("").Replace("""{ "tensor": "blocks", "stride": 8 }""", ""));
        Assert.Contains("featureMaps", Assert.Throws<InvalidDataException>(() => RegionDetectors.Load("seer", _settings)).Message);
        Write("seer", Seer(""", "color": { "weight": 0 }"""));
        Assert.Contains("weight of color", Assert.Throws<InvalidDataException>(() => RegionDetectors.Load("seer", _settings)).Message);
    }

    private static string Seer(string more) => $$"""
        "kind": "features", "model": { "file": "vectors.onnx", "licence": "MIT" }, "input": { "name": "picture", "resize": "stretch", "width": 32, "height": 32, "channels": "RGB" },
        "featureMaps": [{ "tensor": "blocks", "stride": 8 }]{{more}}
        """;

    private void Write(string name, string text) => File.WriteAllText(_folder.File(name + ".json"), $$"""{ "name": "{{name}}", {{text}} }""");

    private RegionSet Detect(string name, RegionLimits? limits = null)
    {
        using var detector = RegionDetectors.Load(name, _settings);
        return detector.Detect([Halves()], limits ?? new RegionLimits { Min = 0 })[0];
    }

    private DetectorInfo Info(string name)
    {
        using var detector = RegionDetectors.Load(name, _settings);
        return detector.Info;
    }

    private static DecodedImage Halves() => new(32, 32, [.. Enumerable.Range(0, 32 * 32).SelectMany(i => (byte[])(i % 32 < 16 ? [200, 0, 0] : [0, 100, 100]))]);

    private static void AssertDirection(float[] wanted, float[] found)
    {
        float scale = MathF.Sqrt(wanted.Sum(value => value * value) / wanted.Length);
        Assert.All(wanted.Zip(found), pair => Assert.Equal(pair.First / scale, pair.Second, 1e-4));
    }
}
