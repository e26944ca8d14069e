using System.Text.RegularExpressions;

namespace Optiglot.Bench;

/// <summary>Puts the tables of <c>results/bench-*.json</c> into <c>docs/performance.md</c>, between its marks: no number there is typed by hand.</summary>
public static partial class PerformancePage
{
    /// <summary>Rewrites the page.</summary>
    /// <param name="page">The Markdown file, with marks <c>&lt;!-- bench:NAME --&gt;</c> and <c>&lt;!-- /bench --&gt;</c>, where NAME.json is a result file
    /// without <c>bench-</c>.</param>
    /// <param name="results">The folder of results.</param>
    /// <returns>Names of the tables filled, and of those without a result.</returns>
    /// <exception cref="FileNotFoundException">There is no such page.</exception>
    /// <exception cref="InvalidDataException">A result file is damaged.</exception>
    public static (IReadOnlyList<string> Filled, IReadOnlyList<string> Missing) Fill(string page, string results)
    {
        if (!File.Exists(page)) throw new FileNotFoundException($"{page}: no such page; name it with --page FILE", page);
        List<string> filled = [], missing = [];
        string text = Mark().Replace(File.ReadAllText(page), match =>
        {
            string name = match.Groups["name"].Value, file = Path.Combine(results, $"bench-{name}.json");
            if (!File.Exists(file))
            {
                missing.Add(name);
                return match.Value;
            }

            filled.Add(name);
            return $"<!-- bench:{name} -->\n{BenchTable.Markdown(BenchJson.Read<BenchReport>(File.ReadAllText(file), file))}<!-- /bench -->";
        });
        AtomicFile.WriteText(page, text);
        return (filled, missing);
    }

    [GeneratedRegex(@"<!-- bench:(?<name>[\w-]+) -->\n.*?<!-- /bench -->", RegexOptions.Singleline)]
    private static partial Regex Mark();
}
