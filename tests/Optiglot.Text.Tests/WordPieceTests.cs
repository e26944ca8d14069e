using CsCheck;

namespace Optiglot.Text.Tests;

public sealed class WordPieceTests : IDisposable
{
    private static readonly string[] SmallVocabulary =
        ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "play", "##ing", "##s", "dog", "cafe", "'", "[", "]", "sep", ",", "a"];

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void SpecialIdsAreBerts()
    {
        WordPieceTokenizer bert = Bert();
        Assert.Equal((0, 101, 102, 100, 103, 30522), (bert.PadId, bert.BeginId, bert.EndId, bert.UnknownId, bert.MaskId, bert.Count));
    }

    [Theory]
    // Hugging Face's BertTokenizer with bert-base-uncased.
    [InlineData("Hello, my dog is cute", new[] { 7592, 1010, 2026, 3899, 2003, 10140 })]
    [InlineData("UNwant\u00E9d running", new[] { 18162, 2770 })]
    [InlineData("", new int[0])]
    public void IdsAreThoseOfBert(string text, int[] expected) => Assert.Equal(expected, Bert().Encode(text));

    [Fact]
    public void GreedyAgreesWithATwin()
    {
        WordPieceTokenizer bert = Bert();
        var ids = Enumerable.Range(0, bert.Count).ToDictionary(bert.IdToPiece);
        Gen.Char["abcdefgeist"].Array[1, 20].Select(letters => new string(letters))
            .Sample(word => Assert.Equal(Greedy(word, ids, bert.UnknownId), bert.Encode(word)));
    }

    [Fact]
    public void AnyTextIsEncoded()
    {
        WordPieceTokenizer small = Small(lowerCase: true);
        Gen.Char.Array[0, 50].Select(letters => new string(letters))
            .Sample(text => Assert.All(small.Encode(text), id => Assert.InRange(id, 0, small.Count - 1)));
    }

    [Fact]
    public void AccentsAndCaseGoOnlyWhereAsked()
    {
        Assert.Equal(["cafe", "dog", "##s"], Pieces(Small(lowerCase: true), "Café DOGS"));
        Assert.Equal(["cafe"], Pieces(Small(lowerCase: true), "cafe\u0301"));
        Assert.Equal(["[UNK]", "[UNK]", "play", "##ing"], Pieces(Small(lowerCase: false), "Café DOGS playing"));
    }

    [Fact]
    public void TextIsNeverASpecialPiece() =>
        Assert.Equal(["[", "sep", "]", "a"], Pieces(Small(lowerCase: true), "[SEP] a"));

    [Fact]
    public void EntitiesOfPreparedTextAreReadBack() =>
        Assert.Equal(["dog", "'", "[UNK]", "a", "[", "]"], Pieces(Small(lowerCase: true), "dog &apos;x a &#91; &#93;"));

    [Fact]
    public void DecodingJoinsWords()
    {
        WordPieceTokenizer small = Small(lowerCase: true);
        Assert.Equal("playing , dogs", small.Decode([small.BeginId, .. small.Encode("playing, dogs"), small.EndId, small.PadId]));
        Assert.Equal("⁇", small.Decode(small.Encode("zzz")));
        Assert.Throws<ArgumentOutOfRangeException>(() => small.Decode([small.Count]));
    }

    [Fact]
    public void LongSentencesAreWhole() =>
        Assert.Equal(2_000, Small(lowerCase: true).Encode(string.Join(' ', BpeTests.Repeat("dog", 2_000))).Length);

    [Theory]
    [InlineData("[PAD]\n[UNK]\n[CLS]\n[SEP]\ndog\n", "[MASK]")]
    [InlineData("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\ndog\ndog\n", "twice")]
    public void DamagedVocabulariesAreNamed(string content, string reason)
    {
        File.WriteAllText(_file, content);
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => WordPieceTokenizer.Load(_file, true));
        Assert.Contains(_file, error.Message);
        Assert.Contains(reason, error.Message);
    }

    private static List<int> Greedy(string word, Dictionary<string, int> ids, int unknown)
    {
        var pieces = new List<int>();
        for (int start = 0, end; start < word.Length; start = end)
        {
            end = word.Length;
            while (end > start && !ids.ContainsKey(Piece(start, end)))
                end--;
            if (end == start)
                return [unknown];
            pieces.Add(ids[Piece(start, end)]);
        }
        return pieces;

        string Piece(int start, int end) => (start > 0 ? "##" : "") + word[start..end];
    }

    private static IEnumerable<string> Pieces(WordPieceTokenizer tokenizer, string text) => tokenizer.Encode(text).Select(tokenizer.IdToPiece);

    private static WordPieceTokenizer Bert() => WordPieceTokenizer.Load(Multi30K.Shared("models", "bert-base-uncased", "vocab.txt"), lowerCase: true);

    private WordPieceTokenizer Small(bool lowerCase)
    {
        File.WriteAllLines(_file, SmallVocabulary);
        return WordPieceTokenizer.Load(_file, lowerCase);
    }
}
