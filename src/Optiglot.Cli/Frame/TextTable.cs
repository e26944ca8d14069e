using System.Text;

namespace Optiglot.Cli;

/// <summary>A table in plain text: columns as wide as they need, numbers to the right.</summary>
internal static class TextTable
{
    private const string Gap = "  ";

    /// <summary>Header, a rule, rows.</summary>
    public static string Format(IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        int[] widths = [.. header.Select((title, column) => rows.Select(row => row[column].Length).Append(title.Length).Max())];
        StringBuilder text = new();
        Append(text, header, widths);
        Append(text, [.. widths.Select(width => new string('-', width))], widths);
        foreach (IReadOnlyList<string> row in rows) Append(text, row, widths);
        return text.ToString();
    }

    private static void Append(StringBuilder text, IReadOnlyList<string> cells, int[] widths) =>
        text.Append(string.Join(Gap, cells.Select((cell, column) => IsNumber(cell) ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd())
            .Append('\n');

    private static bool IsNumber(string cell) => cell.Length > 0 && (char.IsAsciiDigit(cell[0]) || cell == "-");
}
