namespace Optiglot.Text.Tests;

public sealed class BpeDropoutTests
{
    private static readonly BpeTokenizer Bpe = BpeLearner.Learn(BpeTests.Repeat("newest widest lowest hunde spielen", 9), 200);

    [Fact]
    public void WithNoneItIsPlain() => Assert.Equal(Bpe.Encode("newest hunde"), Bpe.Encode("newest hunde", new Random(1), 0));

    [Fact]
    public void WithAllThereAreOnlyCharacters() =>
        Assert.Equal(["n", "e", "w", "▁"], Bpe.Encode("new", new Random(1), 1).Select(Bpe.IdToPiece));

    [Fact]
    public void SameStreamGivesSameSplits()
    {
        var one = new Random(7);
        var two = new Random(7);
        for (int i = 0; i < 100; i++)
            Assert.Equal(Bpe.Encode("newest widest spielen", one, 0.1), Bpe.Encode("newest widest spielen", two, 0.1));
    }

    [Fact]
    public void SplitsDifferButReadTheSame()
    {
        var random = new Random(3);
        string[] splits = [.. Enumerable.Range(0, 300).Select(_ => string.Join(' ', Read(Bpe.Encode("newest hunde", random, 0.2)).Select(Bpe.IdToPiece)))];
        Assert.True(splits.Distinct().Count() > 5);

        int[] Read(int[] ids)
        {
            Assert.Equal("newest hunde", Bpe.Decode(ids));
            return ids;
        }
    }

    [Fact]
    public void OneMergeIsLeftOutAsOftenAsAsked()
    {
        BpeTokenizer bpe = BpeLearner.Learn(["ab ab"], 5 + 3 + 1);
        var random = new Random(5);
        int split = Enumerable.Range(0, 20_000).Count(_ => bpe.Encode("ab", random, 0.1).Length == 3);
        Assert.InRange(split / 20_000.0, 0.09, 0.11);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void OnlyProbabilitiesAreTaken(double dropout) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Bpe.Encode("a", new Random(1), dropout));
}
