namespace Optiglot.Metrics;

/// <summary>Fewest edits over all references, and their mean length.</summary>
internal sealed class TerSegmentScorer(TerOptions options) : SegmentScorer
{
    private readonly TercomSplitter splitter = new(options);
    private readonly TokenList tokens = new();
    private readonly TokenNumbers numbers = new();
    private readonly TerEdits edits = new();
    private int[] hypothesis = new int[64];

    public override void Score(string hypothesis, ReadOnlySpan<string> references, Span<double> statistics)
    {
        numbers.Reset();
        int length = Read(hypothesis, ref this.hypothesis, twice: false);
        double best = double.MaxValue, lengths = 0;
        foreach (string reference in references)
        {
            int[] words = edits.Reference;
            int count = Read(reference, ref words, twice: options.Normalize && !options.ReferencesOnce);
            edits.Reference = words;
            lengths += count;
            best = Math.Min(best, edits.Count(this.hypothesis.AsSpan(0, length), count));
        }
        statistics[0] = best;
        statistics[1] = lengths / references.Length;
    }

    private int Read(string line, ref int[] words, bool twice)
    {
        splitter.Split(line, tokens);
        if (twice) splitter.Split(string.Join(' ', tokens.ToArray()), tokens);
        if (words.Length < tokens.Count) words = new int[2 * tokens.Count];
        for (int i = 0; i < tokens.Count; i++) words[i] = numbers.Add(tokens[i]);
        return tokens.Count;
    }
}
