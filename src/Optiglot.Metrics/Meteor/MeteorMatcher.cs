namespace Optiglot.Metrics;

/// <summary>Finds all possible matches of a sentence pair, module by module. One instance serves one thread.</summary>
internal sealed class MeteorMatcher(IReadOnlyList<MeteorModule> modules, MeteorResources resources, MeteorLanguage language, bool hashed)
{
    private readonly MeteorMatches matches = new();
    private readonly MeteorWordKeys words = new(hashed), stems = new(hashed);
    private readonly WordCache<string> stemCache = new(StemFunction(modules, language));
    private readonly WordCache<int[]> synsetCache = new(word => resources.Synonyms?.Find(word) ?? []);
    private int[] hypothesis = [], reference = [], hypothesisKeys = [], referenceKeys = [];
    private int[][] hypothesisSynsets = [];

    public MeteorMatches Find(TokenList hypothesisWords, TokenList referenceWords)
    {
        int h = hypothesisWords.Count, r = referenceWords.Count;
        matches.Reset(h, r);
        Grow(ref hypothesis, h);
        Grow(ref reference, r);
        Grow(ref hypothesisKeys, h);
        Grow(ref referenceKeys, r);
        words.Reset();
        for (int i = 0; i < h; i++) hypothesis[i] = words.Of(hypothesisWords[i]);
        for (int j = 0; j < r; j++) reference[j] = words.Of(referenceWords[j]);
        // Equal sentences need only the first module; more matches could only mislead the beam.
        int used = hypothesis.AsSpan(0, h).SequenceEqual(reference.AsSpan(0, r)) ? 1 : modules.Count;
        for (int m = 0; m < used; m++) Match(m, hypothesisWords, referenceWords);
        return matches;
    }

    private void Match(int module, TokenList hypothesisWords, TokenList referenceWords)
    {
        switch (modules[module])
        {
            case MeteorModule.Exact:
                MatchKeys(module, hypothesis, reference, exact: true);
                break;
            case MeteorModule.Stem:
                stems.Reset();
                for (int i = 0; i < hypothesisWords.Count; i++) hypothesisKeys[i] = stems.Of(stemCache.Get(hypothesisWords[i]));
                for (int j = 0; j < referenceWords.Count; j++) referenceKeys[j] = stems.Of(stemCache.Get(referenceWords[j]));
                MatchKeys(module, hypothesisKeys, referenceKeys, exact: false);
                break;
            case MeteorModule.Synonym:
                MatchSynonyms(module, hypothesisWords, referenceWords);
                break;
            default:
                MatchParaphrases(module, hypothesisWords, referenceWords);
                break;
        }
    }

    private void MatchKeys(int module, int[] left, int[] right, bool exact)
    {
        for (int j = 0; j < matches.ReferenceLength; j++)
            for (int i = 0; i < matches.HypothesisLength; i++)
                if (left[i] == right[j] && (exact || hypothesis[i] != reference[j])) matches.Add(new MeteorMatch(module, exact, j, 1, i, 1));
    }

    private void MatchSynonyms(int module, TokenList hypothesisWords, TokenList referenceWords)
    {
        if (hypothesisSynsets.Length < hypothesisWords.Count) hypothesisSynsets = new int[2 * hypothesisWords.Count][];
        for (int i = 0; i < hypothesisWords.Count; i++) hypothesisSynsets[i] = synsetCache.Get(hypothesisWords[i]);
        for (int j = 0; j < referenceWords.Count; j++)
        {
            int[] synsets = synsetCache.Get(referenceWords[j]);
            if (synsets.Length == 0) continue;
            for (int i = 0; i < hypothesisWords.Count; i++)
                if (hypothesis[i] != reference[j] && Intersect(hypothesisSynsets[i], synsets)) matches.Add(new MeteorMatch(module, false, j, 1, i, 1));
        }
    }

    private void MatchParaphrases(int module, TokenList hypothesisWords, TokenList referenceWords)
    {
        var table = resources.Paraphrases!;
        for (int i = 0; i < hypothesisWords.Count; i++) hypothesisKeys[i] = table.Number(hypothesisWords[i]);
        for (int j = 0; j < referenceWords.Count; j++) referenceKeys[j] = table.Number(referenceWords[j]);
        MatchParaphrases(module, referenceKeys, matches.ReferenceLength, hypothesisKeys, matches.HypothesisLength, ofReference: true);
        MatchParaphrases(module, hypothesisKeys, matches.HypothesisLength, referenceKeys, matches.ReferenceLength, ofReference: false);
    }

    // Phrases of one line whose paraphrase stands in the other.
    private void MatchParaphrases(int module, int[] line, int length, int[] other, int otherLength, bool ofReference)
    {
        for (int start = 0; start < length; start++)
            foreach (var (size, paraphrase) in resources.Paraphrases!.Find(line.AsMemory(0, length), start))
                for (int at = 0; at + paraphrase.Length <= otherLength; at++)
                    if (other.AsSpan(at, paraphrase.Length).SequenceEqual(paraphrase.Span))
                        matches.Add(ofReference
                            ? new MeteorMatch(module, false, start, size, at, paraphrase.Length)
                            : new MeteorMatch(module, false, at, paraphrase.Length, start, size));
    }

    private static bool Intersect(int[] a, int[] b)
    {
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            if (a[i] == b[j]) return true;
            if (a[i] < b[j]) i++;
            else j++;
        }
        return false;
    }

    private static Func<string, string> StemFunction(IReadOnlyList<MeteorModule> modules, MeteorLanguage language) =>
        WordStemmer.Function(modules.Contains(MeteorModule.Stem) ? language : null);

    private static void Grow(ref int[] array, int length)
    {
        if (array.Length < length) array = new int[2 * length];
    }
}
