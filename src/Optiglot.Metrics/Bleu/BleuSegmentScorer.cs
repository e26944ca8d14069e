namespace Optiglot.Metrics;

/// <summary>Counts one segment's n-gram matches for BLEU.</summary>
internal sealed class BleuSegmentScorer(BleuOptions options) : SegmentScorer
{
    private readonly Splitter splitter = BleuTokenizer.Of(options.Tokenization).Create(options);
    private readonly TokenNumbers numbers = new();
    private readonly NgramMatcher matcher = new(options.MaximumOrder);
    private readonly TokenList tokens = new();
    private readonly int[] matches = new int[options.MaximumOrder];
    private int[] units = new int[64];
    private TokenList[] references = [new()];

    public override void Score(string hypothesis, ReadOnlySpan<string> references, Span<double> statistics)
    {
        statistics.Clear();
        numbers.Reset();
        matcher.Reset(SplitReferences(references));
        Split(hypothesis, tokens);
        statistics[0] = tokens.Count;
        statistics[1] = ClosestLength(references.Length);
        for (int r = 0; r < references.Length; r++) matcher.AddReference(Number(this.references[r], isReference: true));
        matcher.Match(Number(tokens, isReference: false), matches);
        for (int n = 0; n < matches.Length; n++)
        {
            statistics[2 + n] = matches[n];
            statistics[2 + matches.Length + n] = Math.Max(0, tokens.Count - n);
        }
    }

    private int SplitReferences(ReadOnlySpan<string> lines)
    {
        while (references.Length < lines.Length) references = [.. references, new TokenList()];
        int total = 0;
        for (int r = 0; r < lines.Length; r++)
        {
            Split(lines[r], references[r]);
            total += references[r].Count;
        }
        return total;
    }

    private void Split(string line, TokenList into) => splitter.Split(options.LowerCase ? splitter.Lower(line) : line, into);

    // Of two references equally close in length the shorter one counts.
    private int ClosestLength(int count)
    {
        int best = references[0].Count;
        for (int r = 1; r < count; r++)
        {
            int length = references[r].Count, difference = Math.Abs(length - tokens.Count) - Math.Abs(best - tokens.Count);
            if (difference < 0 || (difference == 0 && length < best)) best = length;
        }
        return best;
    }

    private ReadOnlySpan<int> Number(TokenList tokens, bool isReference)
    {
        if (units.Length < tokens.Count) units = new int[2 * tokens.Count];
        for (int i = 0; i < tokens.Count; i++) units[i] = isReference ? numbers.Add(tokens[i]) : numbers.Find(tokens[i]);
        return units.AsSpan(0, tokens.Count);
    }
}
