namespace Optiglot.Metrics;

/// <summary>Aligns one segment and counts what METEOR needs. Of several references the one with the best score counts.</summary>
internal sealed class MeteorSegmentScorer(Meteor metric, MeteorSettings settings) : SegmentScorer
{
    private readonly MeteorMatcher matcher = new(settings.Modules, settings.Resources, settings.Language);
    private readonly MeteorAligner aligner = new(settings.BeamSize);
    private readonly TokenList hypothesisWords = new(), referenceWords = new();
    private readonly WordCache<bool> functionCache = new(word => settings.Resources.FunctionWords?.Contains(PythonText.Lower(word)) ?? false);
    private readonly double[] candidate = new double[metric.StatisticsWidth];

    public override void Score(string hypothesis, ReadOnlySpan<string> references, Span<double> statistics)
    {
        Split(settings.Prepare(hypothesis), hypothesisWords);
        double best = -1;
        foreach (string reference in references)
        {
            Split(settings.Prepare(reference), referenceWords);
            Count();
            double value = references.Length == 1 ? 0 : metric.ComputeValue(candidate);
            if (value <= best) continue;
            best = value;
            candidate.CopyTo(statistics);
        }
    }

    private void Count()
    {
        Array.Clear(candidate);
        var path = aligner.Align(matcher.Find(hypothesisWords, referenceWords));
        candidate[MeteorStatistics.HypothesisLength] = hypothesisWords.Count;
        candidate[MeteorStatistics.ReferenceLength] = referenceWords.Count;
        for (int i = 0; i < hypothesisWords.Count; i++) candidate[MeteorStatistics.HypothesisFunctionWords] += IsFunctionWord(hypothesisWords, i) ? 1 : 0;
        for (int j = 0; j < referenceWords.Count; j++) candidate[MeteorStatistics.ReferenceFunctionWords] += IsFunctionWord(referenceWords, j) ? 1 : 0;
        CountMatches(path);
    }

    private void CountMatches(MeteorPath path)
    {
        int chunks = 0, lastEnd = -1, hypothesisMatched = 0, referenceMatched = 0;
        for (int j = 0; j < referenceWords.Count;)
        {
            if (path[j] is not { } match)
            {
                if (lastEnd != -1) chunks++;
                lastEnd = -1;
                j++;
                continue;
            }
            CountWords(match);
            hypothesisMatched += match.OtherLength;
            referenceMatched += match.Length;
            if (lastEnd != -1 && match.OtherStart != lastEnd) chunks++;
            lastEnd = match.OtherStart + match.OtherLength;
            j = match.Start + match.Length;
        }
        if (lastEnd != -1) chunks++;
        // A segment matched whole in one chunk is not fragmented at all; it adds no chunk to the corpus either.
        bool whole = chunks == 1 && hypothesisMatched == hypothesisWords.Count && referenceMatched == referenceWords.Count;
        candidate[MeteorStatistics.Chunks(settings.Modules.Count)] = whole ? 0 : chunks;
    }

    private void CountWords(MeteorMatch match)
    {
        for (int k = 0; k < match.OtherLength; k++)
            candidate[MeteorStatistics.Matches(match.Module, IsFunctionWord(hypothesisWords, match.OtherStart + k) ? MeteorStatistics.HypothesisFunction : MeteorStatistics.HypothesisContent)]++;
        for (int k = 0; k < match.Length; k++)
            candidate[MeteorStatistics.Matches(match.Module, IsFunctionWord(referenceWords, match.Start + k) ? MeteorStatistics.ReferenceFunction : MeteorStatistics.ReferenceContent)]++;
    }

    private bool IsFunctionWord(TokenList words, int at) => functionCache.Get(words[at]);

    // The Java program's StringTokenizer: five ASCII separators, no other white space.
    private static void Split(string line, TokenList words)
    {
        line.CopyTo(words.Start(line.Length));
        int start = 0;
        for (int i = 0; i <= line.Length; i++)
        {
            if (i < line.Length && line[i] is not (' ' or '\t' or '\n' or '\r' or '\f')) continue;
            if (i > start) words.Add(start, i - start);
            start = i + 1;
        }
    }
}
