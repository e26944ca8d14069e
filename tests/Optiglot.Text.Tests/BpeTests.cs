using CsCheck;

namespace Optiglot.Text.Tests;

public sealed class BpeTests
{
    private static readonly string[] Corpus =
    [
        "low low low low low lower lower newest newest newest newest newest newest widest widest widest",
        "zwei hunde spielen mit einem ball .", "two dogs play with a ball .", "deux chiens jouent avec une balle .", "aaaaaaa aaa aa 😀 😀 é é",
    ];

    private static readonly Gen<string> Letters = Gen.Char["abcde"].Array[1, 7].Select(letters => new string(letters));
    private static readonly Gen<string[]> SmallCorpora = Letters.Array[1, 40];

    [Fact]
    public void IdsFollowTheContract()
    {
        BpeTokenizer bpe = BpeLearner.Learn(Corpus, 80);
        Assert.Equal((0, 1, 2, 3, 4), (bpe.PadId, bpe.BeginId, bpe.EndId, bpe.UnknownId, bpe.MaskId));
        Assert.Equal(["<pad>", "<s>", "</s>", "<unk>", "<mask>"], Enumerable.Range(0, 5).Select(bpe.IdToPiece));
        Assert.Equal("bpe", bpe.Kind);
        Assert.True(bpe.Count <= 80);
    }

    [Fact]
    public void FirstMergesAreThoseOfThePaper()
    {
        // Sennrich et al., 2016, algorithm 1's example: low 5, lower 2, newest 6, widest 3. Of pairs that come up as often, the one with the older symbols is
        // first: t ▁ before es t.
        string[] words = [.. Repeat("low", 5), .. Repeat("lower", 2), .. Repeat("newest", 6), .. Repeat("widest", 3)];
        BpeTokenizer bpe = BpeLearner.Learn(words, 5 + 11 + 4);
        Assert.Equal([("e", "s"), ("t", "▁"), ("es", "t▁"), ("l", "o")], bpe.Model.Merges);
    }

    [Fact]
    public void LearningAgreesWithCountingAnew() => SmallCorpora.Sample(words =>
    {
        BpeTokenizer bpe = BpeLearner.Learn(words, 40);
        Assert.Equal(SlowBpe.Learn(words, 40), bpe.Model.Merges);
    });

    [Fact]
    public void SplittingAgreesWithSearchingAnew() => Gen.Select(SmallCorpora, Letters).Sample((words, word) =>
    {
        BpeTokenizer bpe = BpeLearner.Learn(words, 60);
        IEnumerable<string> pieces = bpe.Encode(word).Select(id => id == bpe.UnknownId ? "?" : bpe.IdToPiece(id));
        Assert.Equal(SlowBpe.Split(word, bpe.Model.Merges, [.. words.SelectMany(text => text)]), pieces);
    });

    [Fact]
    public void OrderOfLinesChangesNothing() => SmallCorpora.Sample(words =>
        Assert.Equal(BpeLearner.Learn(words, 50).Model.Pieces, BpeLearner.Learn(words.Reverse(), 50).Model.Pieces));

    [Fact]
    public void DecodingGivesKnownTextBack()
    {
        BpeTokenizer bpe = BpeLearner.Learn(Corpus, 70);
        string known = string.Concat(string.Concat(Corpus).Distinct().Where(character => !char.IsSurrogate(character)));
        Gen.Char[known].Array[0, 60].Select(letters => new string(letters))
            .Sample(text => Assert.Equal(Words.Join(text), bpe.Decode(bpe.Encode(text))));
        Assert.Equal("😀 é", bpe.Decode(bpe.Encode("  😀\té ")));
    }

    [Fact]
    public void AnyTextIsEncoded()
    {
        BpeTokenizer bpe = BpeLearner.Learn(Corpus, 70);
        Gen.Char.Array[0, 50].Select(letters => new string(letters))
            .Sample(text => Assert.All(bpe.Encode(text), id => Assert.InRange(id, bpe.UnknownId, bpe.Count - 1)));
    }

    [Fact]
    public void UnknownCharactersAreUnknownIds()
    {
        BpeTokenizer bpe = BpeLearner.Learn(["ab ab"], 100);
        Assert.Equal([bpe.UnknownId], bpe.Encode("字")[..1]);
        Assert.Equal("⁇b ⁇", bpe.Decode(bpe.Encode("字b ▁")));
        Assert.Empty(bpe.Encode(""));
        Assert.Empty(bpe.Encode(" \t\n"));
        Assert.Equal("", bpe.Decode([]));
        Assert.Equal("ab", bpe.Decode([bpe.BeginId, .. bpe.Encode("ab"), bpe.MaskId, bpe.EndId, bpe.PadId]));
    }

    [Fact]
    public void WordsThatLookLikeSpecialPiecesAreText()
    {
        BpeTokenizer bpe = BpeLearner.Learn(Repeat("<s> <unk> [SEP]", 9), 200);
        Assert.DoesNotContain(bpe.BeginId, bpe.Encode("<s>"));
        Assert.DoesNotContain(bpe.UnknownId, bpe.Encode("<unk>"));
        Assert.Equal("<s> <unk>", bpe.Decode(bpe.Encode("<s> <unk>")));
    }

    [Fact]
    public void LongSentencesAndLongWordsTakeNoTime()
    {
        BpeTokenizer bpe = BpeLearner.Learn(Corpus, 70);
        string words = string.Join(' ', Repeat("hunde", 2_000));
        Assert.Equal(words, bpe.Decode(bpe.Encode(words)));
        string word = string.Concat(Repeat("newest", 50_000));
        Assert.Equal(word, bpe.Decode(bpe.Encode(word)));
    }

    [Fact]
    public void ThreadsShareOneTokeniser()
    {
        BpeTokenizer shared = BpeLearner.Learn(Corpus, 70);
        BpeTokenizer own = BpeLearner.Learn(Corpus, 70);
        int[][] expected = [.. Enumerable.Range(0, 500).Select(i => own.Encode(Line(i)))];
        Parallel.For(0, 5_000, i => Assert.Equal(expected[i % 500], shared.Encode(Line(i % 500))));

        static string Line(int i) => $"{Corpus[i % Corpus.Length]} low{new string('e', i)}";
    }

    [Fact]
    public void TooSmallAVocabularySaysWhatItNeeds()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => BpeLearner.Learn(Corpus, 10));
        Assert.Contains("10 pieces", error.Message);
    }

    [Fact]
    public void RarePiecesFallBackToSmallerOnes()
    {
        string[] lines = [.. Repeat("newest", 20), .. Repeat("widest", 6)];
        BpeTokenizer all = BpeLearner.Learn(lines, 200);
        BpeTokenizer common = all.WithoutRarePieces(lines, 10);
        Assert.Equal("newest▁", common.IdToPiece(Assert.Single(common.Encode("newest"))));
        Assert.True(common.Count < all.Count);
        Assert.True(common.Encode("widest").Length > 1);
        Assert.Equal("widest", common.Decode(common.Encode("widest")));
    }

    internal static IEnumerable<string> Repeat(string text, int times) => Enumerable.Repeat(text, times);
}
