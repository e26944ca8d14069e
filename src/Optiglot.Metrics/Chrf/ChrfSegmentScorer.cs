namespace Optiglot.Metrics;

/// <summary>Counts one segment's character and word n-grams for chrF. Of several references the one with the best score counts.</summary>
internal sealed class ChrfSegmentScorer(ChrfOptions options, Chrf metric) : SegmentScorer
{
    private readonly NgramMatcher characters = new(Math.Max(1, options.CharacterOrder));
    private readonly NgramMatcher words = new(Math.Max(1, options.WordOrder));
    private readonly ChrfUnits hypothesisUnits = new(options), referenceUnits = new(options);
    private readonly TokenNumbers numbers = new();
    private readonly int[] matches = new int[Math.Max(1, Math.Max(options.CharacterOrder, options.WordOrder))];
    private readonly double[] candidate = new double[metric.StatisticsWidth];

    public override void Score(string hypothesis, ReadOnlySpan<string> references, Span<double> statistics)
    {
        double best = -1;
        hypothesisUnits.Read(hypothesis);
        foreach (string reference in references)
        {
            Count(reference);
            double value = references.Length == 1 ? 0 : metric.ComputeValue(candidate);
            if (value <= best) continue;
            best = value;
            candidate.CopyTo(statistics);
        }
    }

    private void Count(string reference)
    {
        referenceUnits.Read(reference);
        Count(characters, referenceUnits.Characters, hypothesisUnits.Characters, options.CharacterOrder, candidate);
        if (options.WordOrder == 0) return;
        numbers.Reset();
        var referenceWords = referenceUnits.Words(numbers, isReference: true);
        Count(words, referenceWords, hypothesisUnits.Words(numbers, isReference: false), options.WordOrder, candidate.AsSpan(3 * options.CharacterOrder));
    }

    private void Count(NgramMatcher matcher, ReadOnlySpan<int> reference, ReadOnlySpan<int> hypothesis, int order, Span<double> statistics)
    {
        if (order == 0) return;
        matcher.Reset(reference.Length);
        matcher.AddReference(reference);
        matcher.Match(hypothesis, matches.AsSpan(0, order));
        for (int n = 0; n < order; n++)
        {
            int referenceCount = Math.Max(0, reference.Length - n);
            statistics[3 * n] = referenceCount > 0 ? Math.Max(0, hypothesis.Length - n) : 0; // orders the reference lacks do not count
            statistics[3 * n + 1] = referenceCount;
            statistics[3 * n + 2] = matches[n];
        }
    }
}
