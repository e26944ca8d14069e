using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Optiglot.Cli.Tests.Architecture;

/// <summary>Which project may use which: arrows go one way.</summary>
public partial class ProjectTests
{
    private static readonly string[] All =
    [
        "Files", "Text", "Onnx", "Vision", "Metrics", "Metrics.Onnx", "Distributed", "Kernels", "Networks", "Modeling", "Models", "Translation",
        "Translation.Torch", "Server",
        "Training", "DemoWorld", "Studies", "Bench", "Cli",
    ];

    [Theory]
    [InlineData("Files")]
    [InlineData("Text", "Files")]
    [InlineData("Onnx")]
    [InlineData("Vision", "Files", "Onnx")]
    [InlineData("Metrics")]
    [InlineData("Metrics.Onnx", "Files", "Metrics", "Text")]
    [InlineData("Distributed")]
    [InlineData("Kernels")]
    [InlineData("Networks", "Files")]
    [InlineData("Modeling", "Kernels", "Networks")]
    [InlineData("Models", "Files", "Networks", "Onnx")]
    [InlineData("Translation", "Files", "Networks", "Onnx", "Text", "Vision")]
    [InlineData("Translation.Torch", "Kernels", "Networks", "Modeling", "Text", "Vision", "Translation")]
    [InlineData("Server", "Files", "Networks", "Text", "Vision", "Translation")]
    [InlineData("Training", "Distributed", "Files", "Onnx", "Kernels", "Networks", "Modeling", "Text", "Vision", "Metrics", "Translation", "Translation.Torch")]
    [InlineData("DemoWorld", "Files", "Networks", "Modeling", "Text", "Vision", "Metrics", "Translation", "Translation.Torch", "Training")]
    [InlineData("Studies", "Files", "Networks", "Modeling", "Text", "Vision", "Metrics", "Translation", "Translation.Torch", "Training")]
    [InlineData("Bench", "Distributed", "Files", "Kernels", "Networks", "Modeling", "Text", "Vision", "Metrics", "Translation", "Translation.Torch",
        "Training")]
    [InlineData("Cli", "Distributed", "Files", "Networks", "Modeling", "Text", "Vision", "Metrics", "Metrics.Onnx", "Translation", "Translation.Torch",
        "Training",
        "DemoWorld", "Studies", "Bench", "Models", "Server")]
    public void UsesOnlyProjectsBelowIt(string project, params string[] allowed)
    {
        Assert.All(References(project).Where(name => name.StartsWith("Optiglot.", StringComparison.Ordinal)), name =>
            Assert.Contains(name["Optiglot.".Length..], allowed));
        Assert.All(Project(project, "ProjectReference"), name => Assert.Contains(Path.GetFileNameWithoutExtension(name)["Optiglot.".Length..], allowed));
    }

    /// <summary>Neither itself nor through what it uses: a service on such a project ships without libtorch.</summary>
    [Theory]
    [InlineData("Files")]
    [InlineData("Text")]
    [InlineData("Onnx")]
    [InlineData("Vision")]
    [InlineData("Metrics")]
    [InlineData("Metrics.Onnx")]
    [InlineData("Distributed")]
    [InlineData("Kernels")]
    [InlineData("Networks")]
    [InlineData("Models")]
    [InlineData("Translation")]
    [InlineData("Server")]
    public void KnowsNothingOfTorch(string project)
    {
        foreach (string each in Reached(project))
        {
            Assert.DoesNotContain("TorchSharp", References(each));
            Assert.DoesNotContain(Project(each, "PackageReference"), name => name.Contains("torch", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public void EveryProjectOfTheTableIsInTheSolution()
    {
        string solution = File.ReadAllText(Path.Combine(TestFolders.Repository, "Optiglot.slnx"));
        foreach (string project in All)
        {
            // A project cut off another (the name with a dot) is tested with that one.
            string tested = project.Split('.')[0];
            Assert.Contains($"src/Optiglot.{project}/Optiglot.{project}.csproj", solution);
            Assert.Contains($"tests/Optiglot.{tested}.Tests/Optiglot.{tested}.Tests.csproj", solution);
        }

        Assert.Equal(All.Order(),
            Directory.GetDirectories(Path.Combine(TestFolders.Repository, "src")).Select(path => Path.GetFileName(path)["Optiglot.".Length..]).Order());
    }

    /// <summary>The page's table has a row a project, and its last column names what the project uses, or what uses it in turn.</summary>
    [Fact]
    public void ThePageOfTheTreeHasTheProjectsAsTheyAre()
    {
        string page = Path.Combine(TestFolders.Repository, "docs", "structure.md");
        List<(string Project, string Uses)> rows = [.. File.ReadLines(page).Select(line => TableRow().Match(line)).Where(match => match.Success)
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value.Trim()))];
        Assert.Equal(All.Order(), rows.Select(row => row.Project).Order());
        for (int i = 0; i < rows.Count; i++)
        {
            (string project, string uses) = rows[i];
            HashSet<string> above = [.. rows.Take(i).Select(row => row.Project)], named = [];
            if (uses.StartsWith("all above", StringComparison.Ordinal)) named = above;
            else foreach (string name in uses.Split(", ", StringSplitOptions.RemoveEmptyEntries)) named.UnionWith(Reached(name));
            if (!uses.StartsWith("all above", StringComparison.Ordinal)) Assert.Subset(Reached(project), named);
            Assert.All(Project(project, "ProjectReference"), path => Assert.Contains(Path.GetFileNameWithoutExtension(path)["Optiglot.".Length..], named));
        }
    }

    /// <summary>Files and folders that the page sends its readers to; names with a wildcard stand for many.</summary>
    [Fact]
    public void ThePageOfTheTreeSendsNobodyAstray()
    {
        string root = TestFolders.Repository;
        IEnumerable<string> code = Directory.EnumerateFiles(Path.Combine(root, "src"), "*.cs", SearchOption.AllDirectories);
        HashSet<string> files = [.. code.Select(file => Path.GetFileName(file)!)];
        string[] rows = [.. File.ReadLines(Path.Combine(root, "docs", "structure.md")).SkipWhile(line => !line.StartsWith("| what |", StringComparison.Ordinal))
            .TakeWhile(line => line.StartsWith('|'))];
        Assert.NotEmpty(rows);
        string[] places = [.. rows.SelectMany(row => Place().Matches(row)).Select(match => match.Groups[1].Value)];
        Assert.All(places, place => Assert.True(
            Path.Exists(Path.Combine(root, place)) || Path.Exists(Path.Combine(root, "src", $"Optiglot.{place}")) || files.Contains(place), place));
    }

    [GeneratedRegex(@"`([\w.]+/[\w./-]+|\w+\.cs)`")]
    private static partial Regex Place();

    [GeneratedRegex(@"^\| `Optiglot\.([\w.]+)` \|.*\|([^|]*)\|$")]
    private static partial Regex TableRow();

    // The project and all that it uses, however far below.
    private static HashSet<string> Reached(string project)
    {
        HashSet<string> reached = [project];
        foreach (string name in Project(project, "ProjectReference")) reached.UnionWith(Reached(Path.GetFileNameWithoutExtension(name)["Optiglot.".Length..]));
        foreach (string name in References(project))
            if (name.StartsWith("Optiglot.", StringComparison.Ordinal)) reached.UnionWith(Reached(name["Optiglot.".Length..]));
        return reached;
    }

    [Fact]
    public void OnlyTheMetricsComputeMetrics() => Assert.DoesNotContain(
        SourceFile.Code.Where(file => !file.Project.StartsWith("Optiglot.Metrics", StringComparison.Ordinal)),
        file => file.Lines.Any(line => MetricCode().IsMatch(line)));

    // A type that counts n-grams or edits, or BLEU's brevity penalty. The search forbids repeated n-grams, which is no metric.
    [GeneratedRegex(@"\b(class|record|struct) \w*(Bleu|Chrf|Meteor|EditRate|EditDistance|NgramCount)\w*|brevity", RegexOptions.IgnoreCase)]
    private static partial Regex MetricCode();

    private static IReadOnlyList<string> References(string project) =>
        [.. Assembly.Load(project == "Cli" ? "optiglot" : $"Optiglot.{project}").GetReferencedAssemblies().Select(name => name.Name!)];

    private static IReadOnlyList<string> Project(string project, string element) =>
    [
        .. XDocument.Load(Path.Combine(TestFolders.Repository, "src", $"Optiglot.{project}", $"Optiglot.{project}.csproj")).Descendants(element)
            .Select(item => item.Attribute("Include")!.Value.Replace('\\', '/')),
    ];
}
