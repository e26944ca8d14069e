using System.Text;

namespace Optiglot.Text;

/// <summary>
/// Learns byte-pair encoding (Sennrich et al., 2016): the pair of neighbours that comes up most often becomes a piece, again and again. Counts are kept up to
/// date word by word, and a heap knows the best pair. The result depends on the counts of words alone, not on the order of lines.
/// </summary>
public sealed class BpeLearner
{
    private readonly List<string> _pieces = [.. BpeTokenizer.Specials];
    private readonly List<(string Left, string Right)> _merges = [];
    private readonly Dictionary<string, int> _symbols = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];
    private readonly BpePairCounts _counts;
    private readonly HashSet<(int, int)> _merged = [];

    private BpeLearner(Dictionary<string, long> words, int minimumPairCount)
    {
        Rune end = (Rune)BpeTokenizer.WordEnd;
        IEnumerable<Rune> characters = words.Keys.SelectMany(word => word.EnumerateRunes()).Append(end).Distinct().Order()
            .Where(rune => rune != Rune.ReplacementChar);
        foreach (Rune character in characters)
            AddSymbol(character.ToString());
        _counts = new BpePairCounts(minimumPairCount);
        foreach ((string word, long count) in words)
            _counts.Add([.. word.EnumerateRunes().Append(end).Select(rune => _symbols.GetValueOrDefault(rune.ToString(), BpePairCounts.Barrier))], count);
    }

    /// <summary>Learns from lines of prepared text; give the lines of both languages for a joint vocabulary, of one for its own.</summary>
    /// <param name="lines">Prepared text; words are separated by white space.</param>
    /// <param name="vocabularySize">Pieces in the end, special ones and characters included; fewer where no pair is left that comes up often enough.</param>
    /// <param name="minimumPairCount">A pair that comes up less often is not merged.</param>
    /// <exception cref="ArgumentException">The size has no room for the special pieces and the characters.</exception>
    public static BpeTokenizer Learn(IEnumerable<string> lines, int vocabularySize, int minimumPairCount = 2)
    {
        var learner = new BpeLearner(CountWords(lines), Math.Max(1, minimumPairCount));
        int least = learner._pieces.Count;
        if (vocabularySize < least)
            throw new ArgumentException(
                $"A BPE vocabulary of {vocabularySize} pieces has no room for the {least} characters and special pieces of this text: ask for more, "
                    + $"several thousand are usual.", nameof(vocabularySize));
        while (learner._pieces.Count < vocabularySize && learner._counts.TryTakeBest(out (int Left, int Right) pair))
            learner.Merge(pair);
        return new BpeTokenizer(new BpeModel(learner._pieces, learner._merges));
    }

    private static Dictionary<string, long> CountWords(IEnumerable<string> lines)
    {
        var words = new Dictionary<string, long>(StringComparer.Ordinal);
        var lookup = words.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (string line in lines)
        {
            foreach (Range range in new WordRanges(line))
            {
                // The end-of-word sign and the marker of hidden words are ours: a word that holds one teaches nothing.
                ReadOnlySpan<char> word = line.AsSpan(range);
                if (!word.ContainsAny(BpeTokenizer.WordEnd, HiddenWords.Marker))
                    System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(lookup, word, out _)++;
            }
        }
        return words;
    }

    private void Merge((int Left, int Right) pair)
    {
        string text = _texts[pair.Left] + _texts[pair.Right];
        // Two ways can lead to one text (ab+c, a+bc): it is one symbol and one piece.
        int result = _symbols.TryGetValue(text, out int known) ? known : AddSymbol(text);
        if (_merged.Add(pair))
            _merges.Add((_texts[pair.Left], _texts[pair.Right]));
        _counts.Merge(pair, result);
    }

    private int AddSymbol(string text)
    {
        _symbols.Add(text, _texts.Count);
        _texts.Add(text);
        _pieces.Add(text);
        return _texts.Count - 1;
    }
}
