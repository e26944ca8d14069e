using System.Text;

namespace Optiglot.Cli;

/// <summary>A table in LaTeX, with the lines of the package booktabs: the first column to the left, the others to the right.</summary>
internal static class LatexTable
{
    /// <summary>Header, rows, and remarks as comments behind them. Cells are LaTeX; see <see cref="Escape"/>.</summary>
    public static string Format(IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows, IEnumerable<string> remarks)
    {
        StringBuilder text = new();
        text.Append($"\\begin{{tabular}}{{l{new string('r', header.Count - 1)}}}\n\\toprule\n").Append(Row(header)).Append("\\midrule\n");
        foreach (IReadOnlyList<string> row in rows) text.Append(Row(row));
        text.Append("\\bottomrule\n\\end{tabular}\n");
        foreach (string remark in remarks) text.Append($"% {remark}\n");
        return text.ToString();
    }

    /// <summary>Text as LaTeX prints it.</summary>
    public static string Escape(string text) => string.Concat(text.Select(c => c switch
    {
        '\\' => "\\textbackslash{}",
        '~' => "\\textasciitilde{}",
        '^' => "\\textasciicircum{}",
        '&' or '%' or '$' or '#' or '_' or '{' or '}' => $"\\{c}",
        _ => c.ToString(),
    }));

    private static string Row(IReadOnlyList<string> cells) => $"{string.Join(" & ", cells)} \\\\\n";
}
