namespace Optiglot.Metrics.Tests;

public class ChrfTests
{
    [Theory]
    [InlineData("text-only", 62.4676, 60.9864)]
    [InlineData("bert", 63.5245, 62.0298)]
    public void RealSystemsScoreAsSacreBleuSays(string system, double chrf, double plusPlus)
    {
        var (hypotheses, references) = TestData.System(system);
        Assert.Equal(chrf, Math.Round(new Chrf().Score(hypotheses, references).Value, 4));
        Assert.Equal(plusPlus, Math.Round(new Chrf(ChrfOptions.PlusPlus).Score(hypotheses, references).Value, 4));
    }

    [Theory]
    [InlineData("abcdefg", "hijklmnop", 0.0)]
    [InlineData("", "reference", 0.0)]
    [InlineData("aa", "ab", 8.3333)]
    [InlineData("a", "a", 16.6667)]
    [InlineData("a b c", "a b c", 50.0)]
    [InlineData("a b c", "abc", 50.0)]
    [InlineData(" risk assessment must be made of those who are qualified and expertise in the sector - these are the scientists .",
        "risk assessment has to be undertaken by those who are qualified and expert in that area - that is the scientists .", 63.361730)]
    [InlineData(" Die    Beziehung zwischen  Obama und Netanjahu ist nicht gerade  freundlich. ",
        "Das Verhältnis zwischen Obama und Netanyahu ist nicht gerade freundschaftlich.", 64.1302698)]
    [InlineData("Niemand hat die Absicht, eine Mauer zu errichten", "Niemand hat die Absicht, eine Mauer zu errichten", 100.0)]
    public void EpsilonSmoothing(string hypothesis, string reference, double expected) =>
        Assert.Equal(expected, new Chrf(new() { Beta = 3, EpsilonSmoothing = true }).ScoreSentence(hypothesis, reference).Value, 1e-4);

    [Theory]
    [InlineData("Co nás nejvíc trápí, protože lékaři si vybírají, kdo bude žít a kdo zemře.",
        "Nejvíce smutní jsme z toho, že musíme rozhodovat o tom, kdo bude žít a kdo zemře.", 39.14078509)]
    [InlineData("Lapali po dechu, jejich životy skončily dřív, než skutečně začaly.",
        "Lapali po dechu a pak jejich život skončil - dřív, než skutečně mohl začít, připomněli.", 57.15704367)]
    public void SentenceScores(string hypothesis, string reference, double expected) =>
        Assert.Equal(expected, new Chrf(new() { EpsilonSmoothing = true }).ScoreSentence(hypothesis, reference).Value, 1e-4);

    [Fact]
    public void CorporaOfSacreBleusTests()
    {
        Assert.Equal(8.3333, new Chrf(new() { Beta = 3, EpsilonSmoothing = true }).Score(["a", "b"], ["a", "c"]).Value, 1e-4);
        Assert.Equal(50, new Chrf(new() { Beta = 3 }).Score(["a", "b"], ["a", "c"]).Value, 1e-9);
        Assert.Equal(31.22557079, new Chrf(new() { EpsilonSmoothing = true }).ScoreSentence(
            "Nebo prostě nemají vybavení, které by jim pomohlo, uvedli lékaři.",
                "A někdy nemáme ani potřebný materiál, abychom jim pomohli, popsali lékaři.").Value, 1e-4);
        Assert.Equal(65.2414427, new Chrf(new() { Beta = 3, Whitespace = true }).ScoreSentence(
            "risk assessment must be made of those who are qualified and expertise in the sector - these are the scientists .",
            "risk assessment has to be undertaken by those who are qualified and expert in that area - that is the scientists .").Value, 1e-4);
    }

    [Theory]
    [InlineData("a", "a", 100.0)]
    [InlineData("", "c", 0.0)]
    [InlineData("aa", "ab", 25.0)]
    [InlineData("a b c", "abc", 100.0)]
    public void OrdersTooLongForALineDoNotCount(string hypothesis, string reference, double expected) =>
        Assert.Equal(expected, new Chrf(new() { Beta = 3 }).ScoreSentence(hypothesis, reference).Value, 1e-9);

    [Fact]
    public void WhitespaceCountsWhereAsked()
    {
        var chrf = new Chrf(new() { Beta = 3, Whitespace = true });
        Assert.Equal(67.3481606, chrf.ScoreSentence(
            "Die Beziehung zwischen Obama und Netanjahu ist nicht gerade freundlich.",
            "Das Verhältnis zwischen Obama und Netanyahu ist nicht gerade freundschaftlich.").Value, 1e-6);
        Assert.Equal("nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:yes|version:2.6.0", chrf.ScoreSentence("a", "a").Signature);
    }

    [Fact]
    public void TrailingBlanksCountInTheLibraryAndNotInTheCommandOfSacreBleu()
    {
        var (hypotheses, references) = TestData.System("bert");
        string[] blank = [.. hypotheses.Select(line => line + "  ")];
        Assert.Equal(68.0606, Math.Round(new Chrf(new() { Whitespace = true }).Score(hypotheses, references).Value, 4));
        Assert.Equal(67.7747, Math.Round(new Chrf(new() { Whitespace = true }).Score(blank, references).Value, 4));
        Assert.Equal(68.0606, Math.Round(new Chrf(new() { Whitespace = true, TrimEnd = true }).Score(blank, references).Value, 4));
    }

    [Fact]
    public void NamesAndSignatures()
    {
        Assert.Equal("chrF2++", new Chrf(ChrfOptions.PlusPlus).Name);
        Assert.Equal("nrefs:1|case:mixed|eff:yes|nc:6|nw:2|space:no|version:2.6.0", new Chrf(ChrfOptions.PlusPlus).ScoreSentence("a", "a").Signature);
    }

    [Fact]
    public void CodePointsCountOnceHoweverTheyAreEncoded() =>
        Assert.Equal([3, 3, 2], new Chrf(new() { CharacterOrder = 1 }).Statistics(["a😀b"], ["a😀c"])[0].ToArray());

    [Fact]
    public void TheBestReferenceCounts()
    {
        var chrf = new Chrf();
        Assert.Equal(chrf.ScoreSentence("a dog runs", "a dog ran").Value, chrf.ScoreSentence("a dog runs", "the cat", "a dog ran", "").Value);
    }
}
