using System.Diagnostics;
using System.IO.Compression;
using System.Xml.Linq;
using Optiglot.Cli.Tests.Architecture;

namespace Optiglot.Cli.Tests;

/// <summary>What <c>dotnet pack</c> makes: packages that say what they are, with symbols, and in a clone of a public repository with their sources.</summary>
[Collection(ChildProcesses.Name)]
public class PackageTests
{
    private const string Origin = "https://github.com/example/optiglot";

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    // As they were built for the tests; eng/pack.sh builds them anew.
    [Fact]
    public async Task EveryPackageSaysWhatItIs()
    {
        string folder = TestFolders.Fresh();
        string[] quiet = ["-c", "Release", "--no-build", "-v", "quiet", "-nologo", "-m:1", "-nodeReuse:false"];
        await RunAsync(TestFolders.Repository, "dotnet", ["pack", "Optiglot.slnx", "-o", folder, .. quiet]);
        Assert.Equal(PublicSurfaceTests.Packages.Count, Directory.GetFiles(folder, "*.nupkg").Length);
        foreach (string project in PublicSurfaceTests.Packages.Select(row => row.Data))
        {
            using ZipArchive package = Open(folder, project, ".nupkg"), symbols = Open(folder, project, ".snupkg");
            XElement said = Manifest(package, project);
            string Text(string name) => said.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value ?? "";
            Assert.Equal(("MIT", "README.md", "The Optiglot authors"), (Text("license"), Text("readme"), Text("authors")));
            Assert.True(Text("description").Length > 20 && !Text("description").Contains("Package Description"), project);
            string library = $"lib/net10.0/Optiglot.{project}";
            foreach (string file in (string[])["README.md", $"{library}.dll", $"{library}.xml"]) Assert.NotNull(package.GetEntry(file));
            Assert.NotNull(symbols.GetEntry($"lib/net10.0/Optiglot.{project}.pdb"));
        }

        // A service that takes the translator gets detectors' manifests with it, and no libtorch.
        using ZipArchive vision = Open(folder, "Vision", ".nupkg"), translation = Open(folder, "Translation", ".nupkg");
        Assert.NotNull(vision.GetEntry("contentFiles/any/any/detectors/yolox-nano.json"));
        IEnumerable<XElement> dependencies = Manifest(translation, "Translation").Descendants().Where(element => element.Name.LocalName == "dependency");
        string[] needs = [.. dependencies.Select(element => (string)element.Attribute("id")!)];
        Assert.Contains("Optiglot.Vision", needs);
        Assert.DoesNotContain(needs, need => need.Contains("torch", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task APackageOfAPublicCloneKnowsItsSources()
    {
        string folder = TestFolders.Fresh();
        string[] settings = [.. Directory.GetFiles(TestFolders.Repository, "Directory.*"), InRepository("global.json"), InRepository(".editorconfig")];
        foreach (string file in settings)
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        foreach (string part in (string[])["eng", "src/Optiglot.Files"]) Copy(InRepository(part), Path.Combine(folder, part));
        await RunAsync(folder, "git", ["init", "--quiet"]);
        await RunAsync(folder, "git", ["remote", "add", "origin", $"{Origin}.git"]);
        await RunAsync(folder, "git", ["add", "--all"]);
        await RunAsync(folder, "git", ["-c", "user.name=test", "-c", "user.email=test@example.org", "commit", "--quiet", "--message", "test"]);
        string commit = (await RunAsync(folder, "git", ["rev-parse", "HEAD"])).Trim(), made = Path.Combine(folder, "artifacts", "packages");
        await RunAsync(folder, Path.Combine(folder, "eng", "pack.sh"), ["src/Optiglot.Files"]);
        using ZipArchive package = Open(made, "Files", ".nupkg"), symbols = Open(made, "Files", ".snupkg");
        XElement repository = Assert.Single(Manifest(package, "Files").Elements(), element => element.Name.LocalName == "repository");
        Assert.Equal(($"{Origin}.git", commit), ((string?)repository.Attribute("url"), (string?)repository.Attribute("commit")));
        using StreamReader reader = new(symbols.GetEntry("lib/net10.0/Optiglot.Files.pdb")!.Open(), System.Text.Encoding.Latin1);
        string text = await reader.ReadToEndAsync(Test);
        Assert.Contains($"https://raw.githubusercontent.com/example/optiglot/{commit}/*", text);
        Assert.DoesNotContain(folder, text);
    }

    private static ZipArchive Open(string folder, string project, string ending) =>
        ZipFile.OpenRead(Assert.Single(Directory.GetFiles(folder, $"Optiglot.{project}.0.*{ending}")));

    private static XElement Manifest(ZipArchive package, string project)
    {
        using Stream stream = package.GetEntry($"Optiglot.{project}.nuspec")!.Open();
        return XDocument.Load(stream).Root!.Elements().Single();
    }

    private static string InRepository(string path) => Path.Combine(TestFolders.Repository, path);

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.GetFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (string inner in Directory.GetDirectories(from).Where(inner => Path.GetFileName(inner) is not ("bin" or "obj")))
            Copy(inner, Path.Combine(to, Path.GetFileName(inner)));
    }

    private static async Task<string> RunAsync(string folder, string program, IReadOnlyList<string> arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync(Test);
        string output = await process.StandardOutput.ReadToEndAsync(Test);
        await process.WaitForExitAsync(Test);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}\n{output}{await error}");
        return output;
    }
}
