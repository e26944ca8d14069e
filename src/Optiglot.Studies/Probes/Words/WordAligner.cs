namespace Optiglot.Studies.Probes;

/// <summary>
/// Which words of two sentences translate each other: model 1 with a diagonal prior in both directions, and the pairs on which both agree, so that a word has
/// one counterpart or none. Immutable once trained.
/// </summary>
public sealed class WordAligner
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly LexicalTable forward, backward;

    private WordAligner(IReadOnlyList<(string[] Source, string[] Target)> pairs, WordAlignerOptions options)
    {
        (int[] Source, int[] Target)[] numbered =
            [.. pairs.Where(pair => pair.Source.Length > 0 && pair.Target.Length > 0).Select(pair => (Learn(pair.Source), Learn(pair.Target)))];
        forward = LexicalTable.Train(numbered, options);
        backward = LexicalTable.Train([.. numbered.Select(pair => (pair.Target, pair.Source))], options);
    }

    /// <summary>Learns from sentence pairs; those that are to be aligned should be among them, so that none of their words is new.</summary>
    /// <param name="pairs">Words of each source and its translation, tokenised and lower-cased.</param>
    /// <param name="options">Settings; null for fast_align's.</param>
    public static WordAligner Train(IReadOnlyList<(string[] Source, string[] Target)> pairs, WordAlignerOptions? options = null) =>
        new(pairs, options ?? new WordAlignerOptions());

    /// <summary>Aligns a pair.</summary>
    /// <returns>The place of each source word's counterpart, <c>[source]</c>; -1 where there is none.</returns>
    public int[] Align(string[] source, string[] target)
    {
        int[] counterparts = new int[source.Length];
        Array.Fill(counterparts, -1);
        if (source.Length == 0 || target.Length == 0) return counterparts;
        int[] x = Numbers(source), y = Numbers(target);
        int[] ofTarget = forward.Best(x, y), ofSource = backward.Best(y, x);
        for (int i = 0; i < source.Length; i++)
            if (ofSource[i] >= 0 && ofTarget[ofSource[i]] == i) counterparts[i] = ofSource[i];
        return counterparts;
    }

    private int[] Learn(string[] words)
    {
        int[] learnt = new int[words.Length];
        for (int i = 0; i < words.Length; i++)
            if (!numbers.TryGetValue(words[i], out learnt[i])) numbers[words[i]] = learnt[i] = numbers.Count;
        return learnt;
    }

    // A word that was never seen has a number of its own, which no table has.
    private int[] Numbers(string[] words) => [.. words.Select(word => numbers.GetValueOrDefault(word, int.MaxValue))];
}
