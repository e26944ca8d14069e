using System.Text;

namespace Optiglot.Text;

/// <summary>
/// Pieces and merges, and the splitting of one word. Inside, a symbol is a number: first the single characters, then what merges make.
/// Not every symbol is a piece: a filtered vocabulary keeps the merges on the way to longer pieces.
/// </summary>
internal sealed class BpeModel
{
    public const int UnknownId = 3;

    private const int NoSymbol = -1;

    private readonly Dictionary<Rune, int> _characters = [];
    // By pair of symbols: rank in the upper half, the symbol it makes in the lower. Plain numbers as keys are found twice as fast as tuples.
    private readonly Dictionary<long, long> _ranks = [];
    private readonly List<Symbol> _symbols = [];
    private readonly int _wordEnd;

    /// <param name="pieces">The vocabulary, special pieces first.</param>
    /// <param name="merges">Pairs of texts, best first; each part is a character or made by an earlier merge.</param>
    /// <exception cref="InvalidDataException">A merge has a part that nothing makes, or a piece is there twice or cannot be made.</exception>
    public BpeModel(IReadOnlyList<string> pieces, IReadOnlyList<(string Left, string Right)> merges)
    {
        Pieces = pieces;
        Merges = merges;
        var ids = new Dictionary<string, int>(pieces.Count, StringComparer.Ordinal);
        for (int id = BpeTokenizer.Specials.Length; id < pieces.Count; id++)
        {
            if (!ids.TryAdd(pieces[id], id))
                throw new InvalidDataException($"the piece '{pieces[id]}' is there twice");
        }
        var symbols = new Dictionary<string, int>(StringComparer.Ordinal);
        IEnumerable<string> characters = pieces.Skip(BpeTokenizer.Specials.Length).Concat(merges.SelectMany(merge => (string[])[merge.Left, merge.Right]))
            .Where(IsCharacter);
        foreach (string character in characters)
        {
            if (symbols.TryAdd(character, _symbols.Count))
            {
                _characters.Add(Rune.GetRuneAt(character, 0), _symbols.Count);
                _symbols.Add(new Symbol(ids.GetValueOrDefault(character, UnknownId), NoSymbol, NoSymbol));
            }
        }
        foreach ((string left, string right) in merges)
            AddMerge(left, right, symbols, ids);
        foreach (string piece in pieces.Skip(BpeTokenizer.Specials.Length))
        {
            if (!symbols.ContainsKey(piece))
                throw new InvalidDataException($"no merge makes the piece '{piece}'");
        }
        if (!_characters.Remove((Rune)BpeTokenizer.WordEnd, out _wordEnd))
            throw new InvalidDataException($"the end-of-word piece '{BpeTokenizer.WordEnd}' is missing");
    }

    public IReadOnlyList<string> Pieces { get; }

    public IReadOnlyList<(string Left, string Right)> Merges { get; }

    /// <summary>Whether a piece is one character, so no merge makes it.</summary>
    public static bool IsCharacter(string piece) => piece.Length is 1 or 2 && Rune.TryGetRuneAt(piece, 0, out Rune rune)
        && rune.Utf16SequenceLength == piece.Length;

    /// <summary>Splits a word: at each step the possible merge of the best rank, the leftmost of equals, until none is possible.</summary>
    /// <param name="word">One word without white space.</param>
    /// <param name="ids">Where the ids are added.</param>
    /// <param name="random">Decides which merges to leave out; null with a dropout of 0.</param>
    /// <param name="dropout">The probability that a possible merge is left out at a step.</param>
    public void Split(ReadOnlySpan<char> word, List<int> ids, Random? random, double dropout)
    {
        if (word.Length < BpeShortWord.MostSymbols) SplitShort(word, ids, random, dropout);
        else SplitLong(word, ids, random, dropout);
    }

    /// <summary>As <see cref="Split"/>, in time that hardly grows faster than the word.</summary>
    internal void SplitLong(ReadOnlySpan<char> word, List<int> ids, Random? random, double dropout)
    {
        var chain = new BpeChain(word.Length + 1);
        foreach (Rune rune in word.EnumerateRunes())
            chain.Add(_characters.GetValueOrDefault(rune, NoSymbol));
        chain.Add(_wordEnd);
        chain.Merge(_ranks, random, dropout);
        for (int place = 0; place >= 0; place = chain.Next(place))
            Emit(chain[place], ids);
    }

    /// <summary>Two symbols as one key.</summary>
    public static long Pair(int left, int right) => ((long)left << 32) | (uint)right;

    private void SplitShort(ReadOnlySpan<char> word, List<int> ids, Random? random, double dropout)
    {
        var symbols = new BpeShortWord(stackalloc int[BpeShortWord.MostSymbols], stackalloc long[BpeShortWord.MostSymbols]);
        foreach (Rune rune in word.EnumerateRunes())
            symbols.Add(_characters.GetValueOrDefault(rune, NoSymbol));
        symbols.Add(_wordEnd);
        symbols.Merge(_ranks, random, dropout);
        foreach (int symbol in symbols.Symbols)
            Emit(symbol, ids);
    }

    private void AddMerge(string left, string right, Dictionary<string, int> symbols, Dictionary<string, int> ids)
    {
        if (!symbols.TryGetValue(left, out int first) || !symbols.TryGetValue(right, out int second))
            throw new InvalidDataException($"the merge '{left} {right}' has a part that no earlier merge makes");
        string text = left + right;
        if (!symbols.TryGetValue(text, out int result))
        {
            result = _symbols.Count;
            symbols.Add(text, result);
            _symbols.Add(new Symbol(ids.GetValueOrDefault(text, NoSymbol), first, second));
        }
        if (!_ranks.TryAdd(Pair(first, second), Pair(_ranks.Count, result)))
            throw new InvalidDataException($"the merge '{left} {right}' is there twice");
    }

    private void Emit(int symbol, List<int> ids)
    {
        if (symbol == NoSymbol)
        {
            ids.Add(UnknownId);
            return;
        }
        (int id, int left, int right) = _symbols[symbol];
        if (id >= 0)
        {
            ids.Add(id);
            return;
        }
        Emit(left, ids);
        Emit(right, ids);
    }

    // Id of the piece, or none for a symbol that is only a step; the parts it falls back to.
    private readonly record struct Symbol(int Id, int Left, int Right);
}
