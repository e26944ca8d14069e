using System.Collections.Concurrent;
using System.Text;

namespace Optiglot.Text;

/// <summary>
/// Byte-pair encoding (Sennrich et al., 2016): a word is its characters and an end-of-word sign, joined by learnt merges, best rank first.
/// Ids: 0 pad, 1 begin, 2 end, 3 unknown, 4 mask, then characters in code point order, then merged pieces in the order learnt. Made by
/// <see cref="BpeLearner"/>.
/// </summary>
public sealed class BpeTokenizer : ISubwordTokenizer
{
    /// <summary>The sign that ends a word; in text it is an unknown character.</summary>
    public const char WordEnd = '▁';

    internal static readonly string[] Specials = ["<pad>", "<s>", "</s>", "<unk>", "<mask>"];

    // A cache beyond a language's common words costs memory and gains nothing; very long words do not come back.
    private const int CachedWords = 200_000;
    private const int CachedLength = 64;

    private readonly BpeModel _model;
    private readonly ConcurrentDictionary<string, int[]> _cache = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    // Counted here, since the dictionary's own count takes every lock it has.
    private int _cached;

    internal BpeTokenizer(BpeModel model)
    {
        _model = model;
        _lookup = _cache.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <inheritdoc/>
    public string Kind => BpeFile.Kind;

    /// <inheritdoc/>
    public int Count => _model.Pieces.Count;

    /// <inheritdoc/>
    public int PadId => 0;

    /// <inheritdoc/>
    public int BeginId => 1;

    /// <inheritdoc/>
    public int EndId => 2;

    /// <inheritdoc/>
    public int UnknownId => BpeModel.UnknownId;

    /// <inheritdoc/>
    public int MaskId => 4;

    internal BpeModel Model => _model;

    /// <summary>Reads a file written by <see cref="Save"/>.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is not a BPE file of this version, or damaged.</exception>
    public static BpeTokenizer Load(string file) => new(BpeFile.Read(file));

    /// <inheritdoc/>
    public int[] Encode(string text)
    {
        if (text.Contains(HiddenWords.Marker))
            return HiddenWords.Encode(text, MaskId, Encode);
        var ids = new List<int>(text.Length / 3 + 4);
        foreach (Range word in new WordRanges(text))
            ids.AddRange(EncodeWord(text.AsSpan(word)));
        return [.. ids];
    }

    /// <summary>
    /// BPE-dropout (Provilkov et al., 2020, algorithm 1): each possible merge is left out with the probability <paramref name="dropout"/>, anew at every step,
    /// so that a word is split in another way each time. For training data; with 0 it is <see cref="Encode(string)"/>.
    /// </summary>
    /// <param name="text">Prepared text.</param>
    /// <param name="random">The stream that decides; not shared with another thread during the call.</param>
    /// <param name="dropout">Probability in 0..1; the paper uses 0.1. With 1 there are characters only.</param>
    /// <returns>Ids, <c>[pieces]</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="dropout"/> is not in 0..1.</exception>
    public int[] Encode(string text, Random random, double dropout)
    {
        if (!(dropout >= 0 && dropout <= 1))
            throw new ArgumentOutOfRangeException(nameof(dropout), dropout, "BPE-dropout is a probability: give a number from 0 to 1.");
        if (dropout == 0)
            return Encode(text);
        if (text.Contains(HiddenWords.Marker))
            return HiddenWords.Encode(text, MaskId, part => Encode(part, random, dropout));
        var ids = new List<int>(text.Length / 2 + 4);
        foreach (Range word in new WordRanges(text))
            _model.Split(text.AsSpan(word), ids, random, dropout);
        return [.. ids];
    }

    /// <inheritdoc/>
    public string Decode(IReadOnlyList<int> ids)
    {
        var text = new StringBuilder();
        foreach (int id in ids)
        {
            string piece = IdToPiece(id);
            if (id >= Specials.Length)
                text.Append(piece);
            else if (id == UnknownId)
                text.Append(SubwordTokenizer.UnknownText);
        }
        return text.Replace(WordEnd, ' ').ToString().Trim(' ');
    }

    /// <inheritdoc/>
    public string IdToPiece(int id) => (uint)id < (uint)Count
        ? _model.Pieces[id]
        : throw new ArgumentOutOfRangeException(nameof(id), id, $"A BPE id must lie in 0..{Count - 1}.");

    /// <inheritdoc/>
    public void Save(string file) => BpeFile.Write(file, _model);

    /// <summary>
    /// A tokeniser without the pieces that are rarer than <paramref name="minimumCount"/> in the lines: such words fall back to smaller pieces
    /// (the vocabulary threshold of Sennrich et al., 2017). Characters stay, so nothing that was known becomes unknown.
    /// </summary>
    /// <param name="lines">Prepared text of the language that is to be written.</param>
    /// <param name="minimumCount">The least number of times a piece must come up.</param>
    public BpeTokenizer WithoutRarePieces(IEnumerable<string> lines, int minimumCount)
    {
        var counts = new long[Count];
        foreach (string line in lines)
        {
            foreach (int id in Encode(line))
                counts[id]++;
        }
        var kept = _model.Pieces.Where((piece, id) => id < Specials.Length || counts[id] >= minimumCount || BpeModel.IsCharacter(piece));
        return new BpeTokenizer(new BpeModel([.. kept], _model.Merges));
    }

    private int[] EncodeWord(ReadOnlySpan<char> word)
    {
        if (_lookup.TryGetValue(word, out int[]? known))
            return known;
        var ids = new List<int>(word.Length + 1);
        _model.Split(word, ids, random: null, dropout: 0);
        int[] split = [.. ids];
        if (word.Length <= CachedLength && Volatile.Read(ref _cached) < CachedWords && _lookup.TryAdd(word, split))
            Interlocked.Increment(ref _cached);
        return split;
    }
}
