namespace Optiglot.Metrics;

/// <summary>
/// Drops undefined references, as sacreBLEU does since 2.2 to allow a varying number of references; an empty one counts (its README says otherwise, its code
/// does not). A segment whose references are all undefined keeps one empty reference (sacreBLEU refuses it).
/// </summary>
internal sealed class ReferenceFilter
{
    private string[] kept = new string[4];

    /// <summary>Scores one segment with the references that count.</summary>
    /// <returns>How many references counted.</returns>
    public int Score(SegmentScorer scorer, string hypothesis, ReadOnlySpan<string> references, Span<double> statistics)
    {
        if (references.Length == 0) throw new ArgumentException("a segment needs at least one reference", nameof(references));
        if (references.Contains(null!)) references = Keep(references);
        scorer.Score(hypothesis, references, statistics);
        return references.Length;
    }

    private ReadOnlySpan<string> Keep(ReadOnlySpan<string> references)
    {
        if (kept.Length < references.Length) kept = new string[references.Length];
        int count = 0;
        foreach (string reference in references)
            if (reference != null) kept[count++] = reference;
        if (count == 0) kept[count++] = "";
        return kept.AsSpan(0, count);
    }
}
