namespace Optiglot.Vision.Tests;

public sealed class DetectorManifestTests
{
    [Fact]
    public void YoloxNanoIsShipped()
    {
        var manifest = DetectorManifest.Find("yolox-nano");
        Assert.Equal(80, manifest.Labels.Distinct().Count());
        Assert.Equal(("person", "toothbrush"), (manifest.Labels[0], manifest.Labels[79]));
        Assert.Equal(64, manifest.Model.Sha256!.Length);
    }

    [Theory]
    [InlineData("resnet18-grid", "grid")]
    [InlineData("resnet18-grid49", "grid")]
    [InlineData("yolox-resnet18", "boxes-and-vectors")]
    [InlineData("yolox-resnet18-grid", "joined")]
    public void ComposedDetectorsAreShipped(string name, string kind)
    {
        var manifest = ComposedManifest.Load(DetectorFiles.Find(name, []));
        Assert.Equal((name, kind), (manifest.Name, manifest.Kind));
        Assert.All(((string?[])[manifest.Boxes, manifest.Vectors, .. manifest.Parts]).OfType<string>(), part =>
            Assert.True(File.Exists(DetectorFiles.Find(part, []))));
    }

    [Fact]
    public void UnknownNameListsTheKnown() =>
        Assert.Contains("yolox-nano", Assert.Throws<FileNotFoundException>(() => DetectorManifest.Find("yolox-nan")).Message);

    [Theory]
    [InlineData("{", "not a detector manifest")]
    [InlineData("null", "empty")]
    [InlineData("{\"name\": \"x\"}", "kind")]
    [InlineData("{\"name\": \"x\", \"colour\": 3}", "colour")]
    public void BadManifestIsToldInOneLine(string text, string reason)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("bad.json", System.Text.Encoding.UTF8.GetBytes(text));
        var error = Assert.Throws<InvalidDataException>(() => DetectorManifest.Load(path));
        Assert.StartsWith(path, error.Message);
        Assert.Contains(reason, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }
}
