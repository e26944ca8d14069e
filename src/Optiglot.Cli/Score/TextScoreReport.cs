using System.Globalization;
using System.Text;
using Optiglot.Metrics;

namespace Optiglot.Cli;

/// <summary>Scores as text: a line a sentence, then a line a metric, or a table where there are several systems or LaTeX is wanted.</summary>
/// <param name="output">Where to write.</param>
/// <param name="format">How numbers are written.</param>
internal sealed class TextScoreReport(TextWriter output, ScoreFormat format) : IScoreReport
{
    private const int FlushAt = 1 << 15;

    private readonly StringBuilder lines = new();

    /// <inheritdoc/>
    public void Sentence(long segment, ReadOnlySpan<double> scores)
    {
        lines.Append(CultureInfo.InvariantCulture, $"{segment + 1}");
        foreach (double score in scores) lines.Append('\t').Append(format.Text(score));
        lines.Append('\n');
        if (lines.Length > FlushAt) Dispose();
    }

    /// <inheritdoc/>
    public void Corpus(IReadOnlyList<SystemScores> systems)
    {
        if (format.Latex) lines.Append(Latex(systems));
        else if (systems is [var only]) AppendLines(only);
        else if (format.ScoreOnly) foreach (SystemScores system in systems) lines.Append(system.Name).Append('\t').AppendJoin('\t', Cells(system)).Append('\n');
        else
            lines.Append(TextTable.Format(Header(systems[0]), Rows(systems, name => name)))
                .Append('\n').AppendJoin('\n', Signatures(systems[0])).Append('\n');
        Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (ReadOnlyMemory<char> chunk in lines.GetChunks()) output.Write(chunk.Span);
        lines.Clear();
    }

    private void AppendLines(SystemScores system)
    {
        foreach ((MetricScore score, string cell) in system.Scores.Zip(Cells(system, mean: "mean ")))
            lines.Append(format.ScoreOnly ? cell : $"{score.Name}|{score.Signature} = {cell} {score.Detail}".TrimEnd()).Append('\n');
    }

    private string Latex(IReadOnlyList<SystemScores> systems) => LatexTable.Format(
        [.. Header(systems[0]).Select(LatexTable.Escape)], Rows(systems, LatexTable.Escape, " $\\pm$ "), Signatures(systems[0]));

    private IEnumerable<string> Cells(SystemScores system, string plusMinus = " ± ", string mean = "") => system.Scores.Select((score, m) =>
        format.Text(score.Value)
        + (system.Intervals is [..] intervals ? $" ({mean}{format.Text(intervals[m].Mean)}{plusMinus}{format.Text(intervals[m].Interval)})" : ""));

    private string[][] Rows(IReadOnlyList<SystemScores> systems, Func<string, string> name, string plusMinus = " ± ") =>
        [.. systems.Select(system => (string[])[name(system.Name), .. Cells(system, plusMinus)])];

    private static string[] Header(SystemScores system) => ["System", .. system.Scores.Select(score => score.Name)];

    private static IEnumerable<string> Signatures(SystemScores system) => system.Scores.Select(score => $"{score.Name}|{score.Signature}");
}
