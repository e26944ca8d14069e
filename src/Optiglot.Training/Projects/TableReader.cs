using nietras.SeparatedValues;

namespace Optiglot.Training;

/// <summary>
/// Cells of a table with the line each row begins at: RFC 4180 by the library Sep; in tables separated by tabs quotes mean nothing, as
/// text/tab-separated-values has it.
/// </summary>
internal static class TableReader
{
    // A row of more lines than this is a quote that was never closed: it would swallow the pairs below it.
    private const int MostLines = 50;

    /// <summary>The rows.</summary>
    /// <param name="file">What errors call it.</param>
    /// <param name="lines">The file's lines.</param>
    /// <param name="separator">What stands between cells.</param>
    /// <exception cref="InvalidDataException">A quote is not closed.</exception>
    internal static IEnumerable<(int Line, string[] Cells)> Read(string file, string[] lines, char separator)
    {
        bool quotes = separator != '\t';
        string text = string.Join('\n', lines);
        // An odd number of quotes: one opens and is never closed.
        bool isOpen = quotes && text.Count(letter => letter == '"') % 2 == 1;
        using SepReader reader = Sep.New(separator)
            .Reader(options => options with { HasHeader = false, Unescape = quotes, DisableQuotesParsing = !quotes, DisableColCountCheck = true })
            .FromText(text);
        int line = 1;
        while (reader.MoveNext())
        {
            SepReader.Row row = reader.Current;
            int next = row.LineNumberToExcl;
            string[] cells = new string[row.ColCount];
            for (int i = 0; i < cells.Length; i++) cells[i] = row[i].ToString();
            if (next - line > MostLines || (isOpen && next > lines.Length && next - line > 1))
                throw new InvalidDataException(
                    $"{file}:{line}: a quote (\") opens in this row and is not closed within {Math.Min(next - line, MostLines)} lines; close it, or "
                    + "double it where it belongs to the text");
            yield return (line, cells);
            line = next;
        }
    }
}
