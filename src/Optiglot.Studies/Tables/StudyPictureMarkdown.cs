using System.Globalization;
using System.Text;

namespace Optiglot.Studies.Tables;

/// <summary>The part of a table that says what the pictures did.</summary>
internal static class StudyPictureMarkdown
{
    private const string None = "–";

    /// <summary>A column for the set with most pictured lines, and one for each kind of hidden words; nothing where no row was asked.</summary>
    internal static void Write(StringBuilder text, string target, StudyRowReport[] rows)
    {
        StudyRowReport[] asked = [.. rows.Where(row => row.Incongruent.Count + row.HiddenWords.Count > 0)];
        if (asked.Length == 0) return;
        StudyPictures? most = asked.SelectMany(row => row.Incongruent).OrderByDescending(each => each.Lines).FirstOrDefault();
        string[] kinds = [.. asked.SelectMany(row => row.HiddenWords).Select(each => each.What).Distinct()];
        string[] heads = [.. most is null ? [] : (string[])[$"BLEU, {most.Lines} lines of {most.What}"],
            .. kinds.Select(kind => $"hidden words ({kind}), % right")];
        text.Append(CultureInfo.InvariantCulture,
            $"\nWhat the picture is worth, into `{target}`: with the right one, a wrong one, none; p of right against wrong\n\n| system | "
            + $"{string.Join(" | ", heads)} |\n|---|{string.Concat(heads.Select(_ => "---|"))}\n");
        foreach (StudyRowReport row in asked)
        {
            IEnumerable<StudyPictures?> cells = kinds.Select(kind => row.HiddenWords.FirstOrDefault(each => each.What == kind));
            if (most is not null) cells = cells.Prepend(row.Incongruent.FirstOrDefault(each => each.What == most.What));
            text.Append(CultureInfo.InvariantCulture, $"| {row.Name} | {string.Join(" | ", cells.Select(Cell))} |\n");
        }
    }

    private static string Cell(StudyPictures? found) => found is null ? None
        : $"{Mean(found.Right)}, {Mean(found.Wrong)}, {(found.None.Count == 0 ? None : Mean(found.None))}; "
            + $"{string.Join(", ", found.PValue.Select(p => p < 0.001 ? "p < 0.001" : FormattableString.Invariant($"p = {p:0.000}")))}";

    private static string Mean(IReadOnlyList<double> seeds) => seeds.Average().ToString("0.0", CultureInfo.InvariantCulture);
}
