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
