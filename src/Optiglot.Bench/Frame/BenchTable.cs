using System.Globalization;
using System.Text;

namespace Optiglot.Bench;

/// <summary>A report as a table.</summary>
public static class BenchTable
{
    private const string None = "-";

    /// <summary>Column titles: the fixed ones, then a column for every detail that any row has.</summary>
    public static IReadOnlyList<string> Header(BenchReport report) =>
        [.. Fixed(report).Select(column => column.Title), .. Details(report).Select(name => name.Replace('_', ' '))];

    /// <summary>Cells, row by row.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Rows(BenchReport report)
    {
        string[] details = Details(report);
        return [.. report.Rows.Select(row => (IReadOnlyList<string>)
            [.. Fixed(report).Select(column => column.Cell(row)),
                .. details.Select(name => row.Details.TryGetValue(name, out double value) ? Number(value) : None)])];
    }

    /// <summary>The table in Markdown, with a line below it that says command, machine, commit and date.</summary>
    public static string Markdown(BenchReport report)
    {
        StringBuilder text = new();
        IReadOnlyList<string> header = Header(report);
        Line(header);
        Line([.. header.Select(_ => "---")]);
        foreach (IReadOnlyList<string> row in Rows(report)) Line(row);
        text.Append(CultureInfo.InvariantCulture,
            $"\n`{report.Command}`, {report.Threads} threads, {report.Machine}; commit {Short(report.Commit)}, {report.Date}");
        text.Append(report.Peer is null ? ".\n" : $"; peer: {report.Peer}.\n");
        foreach (string note in report.Notes) text.Append(CultureInfo.InvariantCulture, $"\n{note}\n");
        return text.ToString();

        void Line(IReadOnlyList<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
    }

    /// <summary>Four digits that count, no more: <c>1234</c>, <c>12.34</c>, <c>0.1234</c>.</summary>
    public static string Number(double value)
    {
        double size = Math.Abs(value);
        int decimals = size == 0 || size >= 1000 ? 0 : Math.Clamp(3 - (int)Math.Floor(Math.Log10(size)), 0, 6);
        return value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    private static List<(string Title, Func<BenchRow, string> Cell)> Fixed(BenchReport report)
    {
        List<(string, Func<BenchRow, string>)> columns = [("what", row => row.Name), ("unit", row => row.Unit), ("ours", row => Text(row.Ours))];
        if (report.Rows.Any(row => row.Peer is not null))
            columns.AddRange([(report.PeerTitle ?? "PyTorch", row => Text(row.Peer)), ("ratio", row => Text(row.Ratio))]);
        return columns;
    }

    private static string[] Details(BenchReport report) => [.. report.Rows.SelectMany(row => row.Details.Keys).Distinct()];

    private static string Text(Spread? spread) => spread is null ? None
        : spread.Values.Count == 1 ? Number(spread.Median) : $"{Number(spread.Median)} ({Number(spread.Low)} to {Number(spread.High)})";

    private static string Short(string commit) => commit.Length > 12 ? commit[..12] : commit;
}
