namespace Optiglot.Vision.Tests;

public sealed class DetectorKindTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DetectorSettings _settings;

    public DetectorKindTests()
    {
        File.WriteAllText(_folder.File("eye.json"), """{ /* ours */ "kind": "eye", "anything": [1, 2], }""");
        _settings = new DetectorSettings { Folders = [_folder.Path], Kinds = [new DetectorKind("eye", path => new Eye(path))] };
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AKindFromOutsideOpensByPathAndByName()
    {
        using var byPath = RegionDetectors.Load(_folder.File("eye.json"), _settings with { Folders = [] });
        using var byName = RegionDetectors.Load("eye", _settings);
        Assert.Equal(byPath.Info.Name, byName.Info.Name);
    }

    [Fact]
    public void AnUnknownKindNamesThoseKnown()
    {
        var others = _settings with { Kinds = [new DetectorKind("ear", path => new Eye(path))] };
        var error = Assert.Throws<InvalidDataException>(() => RegionDetectors.Load("eye", others));
        Assert.StartsWith(_folder.File("eye.json"), error.Message);
        Assert.Contains("unknown kind 'eye'; kinds are yolox, bottom-up, features, grid, boxes-and-vectors, joined, ear", error.Message);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("not JSON")]
    [InlineData("{\"kind\": 7}")]
    public void WhatHasNoKindIsNoManifest(string text)
    {
        File.WriteAllText(_folder.File("odd.json"), text);
        Assert.Contains("not a detector manifest", Assert.Throws<InvalidDataException>(() => RegionDetectors.Load("odd", _settings)).Message);
    }

    private sealed class Eye(string path) : IRegionDetector
    {
        public DetectorInfo Info { get; } = new() { Name = Path.GetFullPath(path), Sha256 = "", FeatureWidth = 1 };

        public IReadOnlyList<RegionSet> Detect(IReadOnlyList<DecodedImage> images, RegionLimits limits) => [];

        public void Dispose()
        {
        }
    }
}
