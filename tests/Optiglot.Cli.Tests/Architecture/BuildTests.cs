using System.Text.Json;
using System.Xml.Linq;

namespace Optiglot.Cli.Tests.Architecture;

/// <summary>What a build rests on: packages by their hashes, vulnerabilities that are asked for, and no path of the machine in the result.</summary>
public class BuildTests
{
    private static XElement[] Properties(string name) => [.. XDocument.Load(Path.Combine(TestFolders.Repository, "Directory.Build.props")).Descendants(name)];

    [Fact]
    public void EveryProjectHasItsPackagesWithTheirHashes()
    {
        string[] projects = [.. ((string[])["src", "tests", "bench", "samples"]).SelectMany(folder =>
            Directory.GetFiles(Path.Combine(TestFolders.Repository, folder), "*.csproj", SearchOption.AllDirectories))];
        Assert.True(projects.Length > 30);
        foreach (string project in projects)
        {
            string file = Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json");
            Assert.True(File.Exists(file), $"{file}: is missing; a build writes it, and it belongs to the tree");
            using JsonDocument locked = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (JsonProperty package in locked.RootElement.GetProperty("dependencies").EnumerateObject()
                .SelectMany(framework => framework.Value.EnumerateObject()))
                if (package.Value.GetProperty("type").GetString() != "Project")
                    Assert.Equal(64, Convert.FromBase64String(package.Value.GetProperty("contentHash").GetString()!).Length);
        }
    }

    [Fact]
    public void VulnerabilitiesAreAskedForAndNeverStopABuild()
    {
        XElement audit = Assert.Single(Properties("NuGetAudit"));
        Assert.Contains("OPTIGLOT_OFFLINE", audit.Attribute("Condition")?.Value);
        string[] warnings = Assert.Single(Properties("WarningsNotAsErrors")).Value.Split(';');
        Assert.All((string[])["NU1900", "NU1901", "NU1902", "NU1903", "NU1904", "NU1905"], warning => Assert.Contains(warning, warnings));
    }

    // The program's own code tells where it was compiled: in the tree, and not in somebody's folder.
    [Fact]
    public void NoPathOfTheMachineIsInTheProgram()
    {
        byte[] repository = System.Text.Encoding.UTF8.GetBytes(TestFolders.Repository);
        string[] files = [.. Directory.GetFiles(AppContext.BaseDirectory, "*ptiglot*.dll").Concat(Directory.GetFiles(AppContext.BaseDirectory, "*ptiglot*.pdb"))
            .Where(file => !Path.GetFileName(file).Contains(".Tests"))];
        Assert.True(files.Length > 10);
        foreach (string file in files) Assert.True(File.ReadAllBytes(file).AsSpan().IndexOf(repository) < 0, $"{file} holds the path of this tree");
    }
}
