using System.Text.RegularExpressions;

namespace Optiglot.Cli.Tests.Architecture;

/// <summary><c>docs/trust.md</c> names tests that are there.</summary>
public partial class TrustTests
{
    private static readonly string[] Rows =
        [.. File.ReadLines(Path.Combine(TestFolders.Repository, "docs", "trust.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line.Contains('.'))];

    [Fact]
    public void EveryTestNamedThereExists()
    {
        Dictionary<string, string> classes = Directory.EnumerateFiles(Path.Combine(TestFolders.Repository, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .GroupBy(file => Path.GetFileNameWithoutExtension(file)).ToDictionary(files => files.Key, files => string.Concat(files.Select(File.ReadAllText)));
        string[] named = [.. Rows.SelectMany(row => TestName().Matches(row)).Select(test => test.Value.Trim('`'))];
        Assert.NotEmpty(named);
        Assert.All(named, test =>
        {
            string[] parts = test.Split('.');
            Assert.True(classes.TryGetValue(parts[0], out string? code) && Regex.IsMatch(code, $@"public (async )?(void|Task) {parts[1]}\("),
                $"docs/trust.md names {test}, which is not there");
        });
    }

    [Fact]
    public void NothingIsPromisedWithoutATest() =>
        Assert.All(Rows.Where(row => !row.Contains("Debian", StringComparison.Ordinal)), row => Assert.Matches(TestName(), row));

    [GeneratedRegex(@"`\w+Tests\.\w+`")]
    private static partial Regex TestName();
}
