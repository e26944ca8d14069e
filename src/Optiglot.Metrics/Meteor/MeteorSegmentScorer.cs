namespace Optiglot.Metrics;

/// <summary>Aligns one segment and counts what METEOR needs. Of several references the one with the best score counts.</summary>
internal sealed class MeteorSegmentScorer(Meteor metric, MeteorSettings settings) : SegmentScorer
{
    private readonly MeteorMatcher matcher = new(settings.Modules, settings.Resources, settings.Language, settings.Options.CompareHashes);
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
        CountLengths(hypothesisWords, MeteorStatistics.HypothesisLength, MeteorStatistics.HypothesisFunctionWords);
        CountLengths(referenceWords, MeteorStatistics.ReferenceLength, MeteorStatistics.ReferenceFunctionWords);
        CountMatches(path);
    }

    private void CountLengths(TokenList words, int all, int function)
    {
        for (int i = 0; i < words.Count; i++)
        {
            candidate[all] += Size(words, i);
            if (IsFunctionWord(words, i)) candidate[function] += Size(words, i);
        }
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
        candidate[MeteorStatistics.MatchedWords(settings.Modules.Count)] = hypothesisMatched + referenceMatched;
    }

    private void CountWords(MeteorMatch match)
    {
        for (int k = 0; k < match.OtherLength; k++)
            CountWord(match.Module, hypothesisWords, match.OtherStart + k, MeteorStatistics.HypothesisContent, MeteorStatistics.HypothesisFunction);
        for (int k = 0; k < match.Length; k++)
            CountWord(match.Module, referenceWords, match.Start + k, MeteorStatistics.ReferenceContent, MeteorStatistics.ReferenceFunction);
    }

    private void CountWord(int module, TokenList words, int at, int content, int function) =>
        candidate[MeteorStatistics.Matches(module, IsFunctionWord(words, at) ? function : content)] += Size(words, at);

    // What a word counts: one, or its characters as Java counts them.
    private int Size(TokenList words, int at) => settings.Options.CountCharacters ? words[at].Length : 1;

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
