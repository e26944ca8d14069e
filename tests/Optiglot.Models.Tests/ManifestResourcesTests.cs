namespace Optiglot.Models.Tests;

public sealed class ManifestResourcesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static string Own => typeof(ManifestResourcesTests).Assembly.Location;

    [Fact]
    public void ReadsWhatReflectionReads()
    {
        using Stream stream = typeof(ManifestResourcesTests).Assembly.GetManifestResourceStream("this.project")!;
        using var expected = new MemoryStream();
        stream.CopyTo(expected);
        Assert.NotEqual(0, expected.Length);
        Assert.Equal(expected.ToArray(), ManifestResources.Read(Own, "this.project"));
    }

    [Fact]
    public void AnAbsentResourceIsNamed() =>
        Assert.Contains("no.such", Assert.Throws<InvalidDataException>(() => ManifestResources.Read(Own, "no.such")).Message);

    [Fact]
    public void AFileThatIsNoAssemblyIsNamed()
    {
        string file = _folder.Write("text.dll", "not an assembly at all");
        Assert.StartsWith(file, Assert.Throws<InvalidDataException>(() => ManifestResources.Read(file, "this.project")).Message);
    }

    public void Dispose() => _folder.Dispose();
}
