using System.Globalization;
using System.Text;

namespace Optiglot.Studies.Tables;

/// <summary>A table for people: ours beside the paper's, in Markdown.</summary>
public static class StudyMarkdown
{
    private const string None = "–";

    /// <summary>A figure: its picture, and what each stage reached.</summary>
    /// <param name="table">The figure.</param>
    /// <param name="points">Its points.</param>
    /// <param name="picture">File of the picture, relative to the page; null: nothing has been run.</param>
    /// <param name="comment">A paragraph by a person; null: none yet.</param>
    public static string Write(StudyTable table, IReadOnlyList<StudyCurvePoint> points, string? picture, string? comment = null)
    {
        StringBuilder text = new();
        text.Append(Heading(table.Name, table.Title)).Append('\n');
        if (picture is null) return text.Append("Not run yet.\n").ToString();
        text.Append(CultureInfo.InvariantCulture,
            $"![BLEU on the dev set by epoch]({picture})\n\n| system | target | seed | stage | epochs | best dev BLEU | last "
            + $"|\n|---|---|---|---|---|---|---|\n");
        foreach (var stage in points.GroupBy(point => (point.System, point.Target, point.Seed, point.Stage)))
            text.Append(CultureInfo.InvariantCulture,
                $"| {stage.Key.System} | {stage.Key.Target} | {stage.Key.Seed} | {stage.Key.Stage} | {Number(stage.Max(point => point.Epoch))} | "
                + $"{Number(stage.Max(point => point.DevBleu))} | {Number(stage.Last().DevBleu)} |\n");
        if (comment is not null) text.Append('\n').Append(comment.Trim()).Append('\n');
        return text.ToString();
    }

    /// <summary>The table, its notes, and how its numbers came about.</summary>
    /// <param name="report">The table.</param>
    /// <param name="comment">A paragraph by a person: what held and what did not; null: none yet.</param>
    public static string Write(StudyReport report, string? comment = null)
    {
        StringBuilder text = new();
        text.Append(Heading(report.Table, report.Title));
        foreach (IGrouping<string, StudyRowReport> target in report.Rows.GroupBy(row => row.Target)) Table(text, report, target.Key, [.. target]);
        foreach (IGrouping<string, StudyRowReport> target in report.Rows.GroupBy(row => row.Target)) StudyPictureMarkdown.Write(text, target.Key, [.. target]);
        StudyRowReport[] noted = [.. report.Rows.Where(row => row.Note is not null).DistinctBy(row => row.Name)];
        if (noted.Length > 0) text.Append('\n');
        foreach (StudyRowReport row in noted) text.Append(CultureInfo.InvariantCulture, $"* {row.Name}: {row.Note}\n");
        if (comment is not null) text.Append('\n').Append(comment.Trim()).Append('\n');
        text.Append(CultureInfo.InvariantCulture,
            $"\n`{report.Command}`; BLEU and METEOR, ours as mean ± standard deviation over seeds where there are several; p: against the row named, all "
            + $"sets together; ↑: still rising when training ended.\n");
        return text.ToString();
    }

    private static void Table(StringBuilder text, StudyReport report, string target, StudyRowReport[] rows)
    {
        text.Append(CultureInfo.InvariantCulture,
            $"\nInto `{target}`:\n\n| system | {string.Join(" | ", report.Sets.Select(set => $"{set}: paper | ours"))} | seeds | minutes | parameters | p "
            + $"|\n|---|{string.Concat(report.Sets.Select(_ => "---|---|"))}---|---|---|---|\n");
        foreach (StudyRowReport row in rows)
        {
            IEnumerable<string> cells = report.Sets.SelectMany(set => (string[])[Paper(row, set), Ours(row, set)]);
            text.Append(CultureInfo.InvariantCulture,
                $"| {row.Name}{(row.Rising ? " ↑" : "")} | {string.Join(" | ", cells)} | {Seeds(row)} | {Number(row.Minutes, "0")} | "
                + $"{Millions(row.Parameters)} | {PValue(row)} |\n");
        }
    }

    private static string Paper(StudyRowReport row, string set) =>
        !row.Paper.TryGetValue(set, out double bleu) ? None : row.PaperMeteor.TryGetValue(set, out double meteor) ? $"{Number(bleu)} / {Number(meteor)}"
            : Number(bleu);

    private static string Ours(StudyRowReport row, string set)
    {
        if (!row.Scores.TryGetValue(set, out StudyScores? scores)) return row.Recipe is null ? "published" : "not run";
        string spread = scores.Spread is { } deviation ? $" ± {Number(deviation, "0.00")}" : "";
        return scores.Meteor is { } meteor ? $"{Number(scores.Mean)}{spread} / {Number(meteor.Average())}" : $"{Number(scores.Mean)}{spread}";
    }

    /// <summary>"## Table 3: …" for table3.</summary>
    internal static string Heading(string name, string title)
    {
        int digits = name.Length - name.TrimEnd("0123456789".ToCharArray()).Length;
        return $"## {char.ToUpperInvariant(name[0])}{name[1..^digits]}{(digits > 0 ? " " : "")}{name[^digits..]}: {title}\n";
    }

    private static string Seeds(StudyRowReport row) => row.Seeds.Count == 0 ? None : string.Join(", ", row.Seeds);

    private static string Millions(long? parameters) => parameters is { } count ? $"{Number(count / 1e6)} M" : None;

    private static string PValue(StudyRowReport row) => row.PValue is { } p ? $"{(p < 0.001 ? "< 0.001" : Number(p, "0.000"))} ({row.Against})" : None;

    private static string Number(double? value, string format = "0.0") => value?.ToString(format, CultureInfo.InvariantCulture) ?? None;
}
