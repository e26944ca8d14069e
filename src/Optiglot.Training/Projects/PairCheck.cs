namespace Optiglot.Training;

/// <summary>Looks through pairs for what harms training, and leaves it out.</summary>
internal static class PairCheck
{
    /// <summary>
    /// Lengths differ by this many standard deviations and more: no translation. Gale and Church (1993, "A program for aligning sentences in bilingual
    /// corpora"): lengths of translations, in letters, differ
    /// as if each letter brought <see cref="Variance"/>; what is at six is there once in a billion.
    /// </summary>
    private const double WildDeviations = 6, Variance = 6.8;

    // Shorter ones, as names, are often the same in both languages.
    private const int UntranslatedWords = 4;

    /// <summary>The pairs that are good, in order, and what was found.</summary>
    /// <param name="file">What findings call the file.</param>
    /// <param name="rows">Its pairs.</param>
    internal static (IReadOnlyList<PairRow> Kept, IReadOnlyList<PairFinding> Findings) Run(string file, IReadOnlyList<PairRow> rows)
    {
        PairRow[] full = [.. rows.Where(row => row.Source.Length > 0 && row.Target.Length > 0)];
        HashSet<(string, string, string?)> seen = [];
        PairRow[] once = [.. full.Where(row => seen.Add((row.Source, row.Target, row.Picture)))];
        double ratio = (double)once.Sum(row => (long)row.Target.Length) / Math.Max(1, once.Sum(row => (long)row.Source.Length));
        PairRow[] kept = [.. once.Where(row => !IsWild(row, ratio))];
        PairFinding[] findings =
        [
            new(file, "empty", "no source or no translation", true, Lines(rows.Except(full))),
            new(file, "duplicate", "the same pair again", true, Lines(full.Except(once))),
            new(file, "length", "lengths so different that one can hardly be the other's translation", true, Lines(once.Except(kept))),
            new(file, "untranslated", "source and translation are the same", false,
                Lines(kept.Where(row => row.Source == row.Target && row.Source.Split(' ').Length >= UntranslatedWords))),
        ];
        return (kept, [.. findings.Where(finding => finding.Lines.Count > 0)]);
    }

    /// <summary>Whether a pair's lengths can hardly be those of a translation.</summary>
    /// <param name="row">The pair.</param>
    /// <param name="ratio">Letters of the target for each of the source, over the whole file.</param>
    internal static bool IsWild(PairRow row, double ratio)
    {
        double mean = (row.Source.Length + row.Target.Length / ratio) / 2;
        return Math.Abs(row.Target.Length - ratio * row.Source.Length) / Math.Sqrt(Variance * mean) >= WildDeviations;
    }

    private static int[] Lines(IEnumerable<PairRow> rows) => [.. rows.Select(row => row.Line)];
}
