using System.Globalization;
using System.Text.RegularExpressions;

namespace Optiglot.Cli.Tests.Architecture;

/// <summary>docs/decisions.md: one decision a heading, and an index of them.</summary>
public partial class DecisionTests
{
    [Fact]
    public void TheIndexHasEachDecisionOnceNewestFirst()
    {
        string[] lines = File.ReadAllLines(Path.Combine(TestFolders.Repository, "docs", "decisions.md"));
        string[] headings = [.. lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal) && line != "## Index").Select(line => line[3..])];
        Match[] rows = [.. lines.Select(line => Row().Match(line)).Where(match => match.Success)];
        // A decision without a row, or a row without one: the index stands at the top of the page.
        Assert.Equal(headings.Order(StringComparer.Ordinal), rows.Select(row => row.Groups[2].Value).Order(StringComparer.Ordinal));
        DateOnly[] dates = [.. rows.Select(row => DateOnly.ParseExact(row.Groups[1].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture))];
        Assert.Equal(dates.OrderDescending(), dates);
        Assert.All(rows, row => Assert.NotEmpty(row.Groups[3].Value.Trim()));
    }

    [GeneratedRegex(@"^\| (\d{4}-\d\d-\d\d) \| (.+?) \|(.*)\|$")]
    private static partial Regex Row();
}
