using System.Reflection;
using System.Xml.Linq;

namespace Optiglot.Cli.Tests.Architecture;

/// <summary>Which project may use which: arrows go one way.</summary>
public class ProjectTests
{
    private static readonly string[] All = ["Text", "Vision", "Metrics", "Modeling", "Translation", "Training", "Studies", "Cli"];

    [Theory]
    [InlineData("Text")]
    [InlineData("Vision")]
    [InlineData("Metrics")]
    [InlineData("Modeling")]
    [InlineData("Translation", "Modeling", "Text", "Vision")]
    [InlineData("Training", "Modeling", "Text", "Vision", "Metrics", "Translation")]
    [InlineData("Studies", "Modeling", "Text", "Vision", "Metrics", "Translation", "Training")]
    [InlineData("Cli", "Modeling", "Text", "Vision", "Metrics", "Translation", "Training", "Studies")]
    public void UsesOnlyProjectsBelowIt(string project, params string[] allowed)
    {
        Assert.All(References(project).Where(name => name.StartsWith("Optiglot.", StringComparison.Ordinal)), name => Assert.Contains(name["Optiglot.".Length..], allowed));
        Assert.All(Project(project, "ProjectReference"), name => Assert.Contains(Path.GetFileNameWithoutExtension(name)["Optiglot.".Length..], allowed));
    }

    [Theory]
    [InlineData("Text")]
    [InlineData("Vision")]
    [InlineData("Metrics")]
    public void KnowsNothingOfTorch(string project)
    {
        Assert.DoesNotContain("TorchSharp", References(project));
        Assert.DoesNotContain(Project(project, "PackageReference"), name => name.Contains("torch", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void EveryProjectOfTheTableIsInTheSolution()
    {
        string solution = File.ReadAllText(Path.Combine(TestFolders.Repository, "Optiglot.slnx"));
        foreach (string project in All)
        {
            Assert.Contains($"src/Optiglot.{project}/Optiglot.{project}.csproj", solution);
            Assert.Contains($"tests/Optiglot.{project}.Tests/Optiglot.{project}.Tests.csproj", solution);
        }
    }

    private static IReadOnlyList<string> References(string project) =>
        [.. Assembly.Load(project == "Cli" ? "optiglot" : $"Optiglot.{project}").GetReferencedAssemblies().Select(name => name.Name!)];

    private static IReadOnlyList<string> Project(string project, string element) =>
    [
        .. XDocument.Load(Path.Combine(TestFolders.Repository, "src", $"Optiglot.{project}", $"Optiglot.{project}.csproj")).Descendants(element)
            .Select(item => item.Attribute("Include")!.Value.Replace('\\', '/')),
    ];
}
