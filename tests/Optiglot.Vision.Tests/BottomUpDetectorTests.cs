namespace Optiglot.Vision.Tests;

public sealed class BottomUpDetectorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DetectorManifest _manifest;

    public BottomUpDetectorTests()
    {
        byte[] model = OnnxModels.BottomUp();
        _folder.Write("tiny.onnx", model);
        _manifest = new DetectorManifest
        {
            Name = "tiny-bottom-up",
            Kind = "bottom-up",
            Path = _folder.File("tiny.json"),
            Model = OnnxModels.Source(model),
            Input = new InputLayout { Name = "image", Resize = "short-side", ShortSide = 40, LongSide = 60 },
            Outputs = ((string[])["boxes", "scores", "classes", "attributes", "features"]).ToDictionary(name => name),
            Labels = ["ball", "dog"],
            Attributes = ["brown", "red"],
        };
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void GivenRegionsComeByScore()
    {
        using var detector = RegionDetectors.Load(_manifest);
        Assert.Equal(4, detector.Info.FeatureWidth);
        var regions = detector.Detect([new DecodedImage(30, 20, new byte[1800])], new RegionLimits { Min = 2 })[0];
        Assert.Equal([0.9f, 0.3f], regions.Scores);
        Assert.Equal([0, 1], regions.ClassIds);
        Assert.Equal([1, 0], regions.AttributeIds);
        Assert.Equal([5, 6, 7, 8, 1, 2, 3, 4], regions.Features);
        // The network saw 60x40.
        Assert.Equal([0.25f, 0.25f, 1, 1, 0, 0, 0.5f, 0.5f], regions.Boxes);
        Assert.Equal("red ball brown dog", TagText.Build(regions, detector.Info, new TagOptions { Attributes = true }));
    }

    [Fact]
    public void BoxUnitIsTheManifests()
    {
        using var detector = RegionDetectors.Load(_manifest with { BoxUnit = "image" });
        DecodedImage picture = new(120, 80, new byte[3 * 120 * 80]);
        Assert.Equal(0.25f, detector.Detect([picture], new RegionLimits { Min = 0 })[0].Boxes[6]);
        // Pixels that are called fractions would all be the whole picture.
        using var wrong = RegionDetectors.Load(_manifest with { BoxUnit = "fraction" });
        Assert.Contains("far outside", Assert.Throws<InvalidDataException>(() => wrong.Detect([picture], new RegionLimits { Min = 0 })).Message);
    }

    [Fact]
    public void AttributesAreOptional()
    {
        using var detector = RegionDetectors.Load(_manifest with { Outputs = _manifest.Outputs.Where(pair => pair.Key != "attributes").ToDictionary() });
        Assert.All(detector.Detect([new DecodedImage(30, 20, new byte[1800])], new RegionLimits())[0].AttributeIds, id => Assert.Equal(RegionSet.None, id));
    }

    [Fact]
    public void WrongWidthIsTold()
    {
        using var detector = RegionDetectors.Load(_manifest with { FeatureWidth = 2048 });
        var error = Assert.Throws<InvalidDataException>(() => detector.Detect([new DecodedImage(30, 20, new byte[1800])], new RegionLimits()));
        Assert.Contains("2048", error.Message);
    }

    [Fact]
    public void WithoutAHashAnyFileOpensAndItsOwnCounts()
    {
        using var detector = RegionDetectors.Load(_manifest with { Model = _manifest.Model with { Sha256 = null } });
        Assert.Equal(OnnxModels.Hash(OnnxModels.BottomUp()), detector.Info.Sha256);
    }

    [Fact]
    public void NamesMayLieBesideTheWeights()
    {
        var manifest = _manifest with { Labels = [], LabelFile = "lists/objects.txt" };
        string message = Assert.ThrowsAny<FileNotFoundException>(() => RegionDetectors.Load(manifest)).Message;
        Assert.Contains("lists/objects.txt", message);
        Assert.Contains("one name a line", message);
        File.WriteAllLines(_folder.File("objects.txt"), ["ball,globe", "dog"]);
        using var detector = RegionDetectors.Load(manifest);
        Assert.Equal(["ball", "dog"], detector.Info.ClassNames);
    }

    [Fact]
    public void TheShippedManifestSaysHowToGetAlongWithoutItsWeights()
    {
        var manifest = DetectorManifest.Find("bottom-up");
        Assert.Equal(2048, manifest.FeatureWidth);
        Assert.Null(manifest.Model.Download);
        // A machine that has the weights cannot show that they are missing.
        manifest = manifest with { Model = manifest.Model with { File = "bottom-up/none.onnx" } };
        string message = Assert.ThrowsAny<FileNotFoundException>(() => RegionDetectors.Load(manifest)).Message;
        Assert.Contains("export it yourself", message);
        Assert.Contains("regions import", message);
        Assert.DoesNotContain('\n', message);
    }
}
