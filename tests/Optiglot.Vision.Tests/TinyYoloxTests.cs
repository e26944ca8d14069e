namespace Optiglot.Vision.Tests;

/// <summary>The yolox kind on a made-up network: predictions are constants, features are mean colours, so every number is known.</summary>
public sealed class TinyYoloxTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly byte[] _model;
    private readonly DetectorManifest _manifest;

    public TinyYoloxTests()
    {
        // Cells 0..15 have stride 8, cells 16..19 stride 16. Three sure boxes (two are one thing), one weak.
        float[] raw = new float[20 * 7];
        Set(raw, 0, 0.5f, 0.5f, 8, 8, 0.9f, 0, 1);
        Set(raw, 1, -0.5f, 0.5f, 8, 8, 0.8f, 0, 1);
        Set(raw, 10, 0, 0, 16, 16, 0.5f, 1, 0.2f);
        Set(raw, 17, 0.5f, 0.5f, 16, 16, 0.1f, 1, 0);
        _model = OnnxModels.Yolox(raw);
        _folder.Write("tiny.onnx", _model);
        _manifest = new DetectorManifest
        {
            Name = "tiny",
            Kind = "yolox",
            Path = _folder.File("tiny.json"),
            Model = OnnxModels.Source(_model),
            Input = new InputLayout { Name = "images", Width = 32, Height = 32 },
            Outputs = new Dictionary<string, string> { ["predictions"] = "output" },
            Strides = [8, 16],
            FeatureMaps = [new FeatureMap { Tensor = "blocks", Stride = 8 }],
            Labels = ["cat", "dog"],
        };
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void RegionsComeByScoreWithTheWholePictureFirst()
    {
        using var detector = RegionDetectors.Load(_manifest);
        var regions = detector.Detect([Halves()], new RegionLimits { Min = 0 })[0];
        Assert.Equal([1, 0.9f, 0.5f], regions.Scores);
        Assert.Equal([RegionSet.None, 1, 0], regions.ClassIds);
        Assert.Equal([0, 0, 1, 1, 0, 0, 0.25f, 0.25f, 0.25f, 0.25f, 0.75f, 0.75f], regions.Boxes);
        Assert.Equal("dog cat", TagText.Build(regions, detector.Info));
        Assert.Equal((32, 32), (regions.ImageWidth, regions.ImageHeight));
    }

    [Fact]
    public void FeaturesAreThoseOfTheBox()
    {
        using var detector = RegionDetectors.Load(_manifest);
        Assert.Equal(3, detector.Info.FeatureWidth);
        var regions = detector.Detect([Halves()], new RegionLimits { Min = 0 })[0];
        // Left half (200, 0, 0), right half (0, 100, 100) in RGB; the network sees BGR, and the root mean square becomes 1.
        AssertDirection([50, 50, 100], regions.Features[..3]);
        AssertDirection([0, 0, 200], regions.Features[3..6]);
        AssertDirection([50, 50, 100], regions.Features[6..9]);
    }

    [Theory]
    [InlineData(4, 100, 4)]
    [InlineData(3, 100, 3)]
    [InlineData(0, 2, 2)]
    [InlineData(50, 100, 4)]
    public void WeakBoxesFillUpToMinAndMaxCutsOff(int min, int max, int count)
    {
        using var detector = RegionDetectors.Load(_manifest);
        Assert.Equal(count, detector.Detect([Halves()], new RegionLimits { Min = min, Max = max })[0].Scores.Count(score => score > 0));
    }

    [Fact]
    public void WholePictureIsAnOption()
    {
        using var detector = RegionDetectors.Load(_manifest);
        Assert.Equal([0.9f, 0.5f], detector.Detect([Halves()], new RegionLimits { Min = 0, WholeImage = false })[0].Scores);
    }

    [Fact]
    public void OtherWeightsAreRefused()
    {
        _folder.Write("tiny.onnx", [.. _model, 0]);
        var error = Assert.Throws<InvalidDataException>(() => RegionDetectors.Load(_manifest));
        Assert.Contains("SHA-256", error.Message);
        Assert.Contains("https://example.org/tiny.onnx", error.Message);
    }

    [Fact]
    public void MissingWeightsSayWhereToGetThem()
    {
        File.Delete(_folder.File("tiny.onnx"));
        string message = Assert.ThrowsAny<FileNotFoundException>(() => RegionDetectors.Load(_manifest)).Message;
        Assert.Contains("https://example.org/tiny.onnx", message);
        Assert.Contains("--models", message);
    }

    [Fact]
    public void ModelsAreFoundInAGivenFolder()
    {
        using var other = new TemporaryFolder();
        File.Move(_folder.File("tiny.onnx"), other.File("tiny.onnx"));
        using var detector = RegionDetectors.Load(_manifest, new DetectorSettings { ModelFolders = [other.Path] });
        Assert.Equal("tiny", detector.Info.Name);
    }

    public static TheoryData<string, string> Mistakes => new()
    {
        { "labels", "[1, 20, 6]" }, { "strides", "[1, 4, 7]" }, { "tensor", "no tensor 'nothing'" }, { "stride", "no map of stride 16" },
        { "output", "no output 'boxes'" },
        { "input", "no input 'picture'" }, { "kind", "unknown kind 'ssd'" }, { "resize", "unknown resize" }, { "role", "`outputs` needs `predictions`" },
        { "maps", "at least one entry in featureMaps" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void MistakesInTheManifestAreTold(string mistake, string reason)
    {
        var wrong = mistake switch
        {
            "labels" => _manifest with { Labels = ["cat"] },
            "strides" => _manifest with { Strides = [16] },
            "tensor" => _manifest with { FeatureMaps = [new FeatureMap { Tensor = "nothing", Stride = 8 }] },
            "stride" => _manifest with { FeatureMaps = [new FeatureMap { Tensor = "blocks", Stride = 16 }] },
            "output" => _manifest with { Outputs = new Dictionary<string, string> { ["predictions"] = "boxes" } },
            "input" => _manifest with { Input = _manifest.Input with { Name = "picture" } },
            "kind" => _manifest with { Kind = "ssd" },
            "resize" => _manifest with { Input = _manifest.Input with { Resize = "crop" } },
            "role" => _manifest with { Outputs = new Dictionary<string, string>() },
            _ => _manifest with { FeatureMaps = [] },
        };
        var error = Assert.Throws<InvalidDataException>(() => RegionDetectors.Load(wrong));
        Assert.Contains(reason, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    private static DecodedImage Halves() => new(32, 32, [.. Enumerable.Range(0, 32 * 32).SelectMany(i => (byte[])(i % 32 < 16 ? [200, 0, 0] : [0, 100, 100]))]);

    private static void AssertDirection(float[] wanted, float[] found)
    {
        float scale = MathF.Sqrt(wanted.Sum(value => value * value) / wanted.Length);
        Assert.All(wanted.Zip(found), pair => Assert.Equal(pair.First / scale, pair.Second, 1e-4));
    }

    private static void Set(float[] raw, int cell, float x, float y, float width, float height, float objectness, float cat, float dog)
    {
        float stride = cell < 16 ? 8 : 16;
        float[] numbers = [x, y, MathF.Log(width / stride), MathF.Log(height / stride), objectness, cat, dog];
        numbers.CopyTo(raw, 7 * cell);
    }
}
