namespace Optiglot.Metrics.Tests;

public class TerTests
{
    [Theory]
    [InlineData("text-only", 41.8198)]
    [InlineData("bert", 41.5584)]
    public void RealSystemsScoreAsSacreBleuSays(string system, double expected)
    {
        var (hypotheses, references) = TestData.System(system);
        Assert.Equal(expected, Math.Round(new Ter().Score(hypotheses, references).Value, 4));
    }

    [Theory]
    [InlineData("aaaa bbbb cccc dddd", "aaaa bbbb cccc dddd", 0)]
    [InlineData("dddd eeee ffff", "aaaa bbbb cccc", 100)]
    [InlineData("", "a", 100)]
    [InlineData("", "", 0)]
    [InlineData("a b", "", 100)]
    [InlineData("d e f g h a b c", "a b c d e f g h", 12.5)]
    public void ByHand(string hypothesis, string reference, double expected) =>
        Assert.Equal(expected, new Ter().ScoreSentence(hypothesis, reference).Value);

    [Fact]
    public void RealisticExampleOfSacreBleusTests()
    {
        string[] hypotheses =
        [
            "wählen Sie \" Bild neu berechnen , \" um beim Ändern der Bildgröße Pixel hinzuzufügen oder zu entfernen , damit das Bild ungefähr dieselbe "
                + "Größe aufweist wie die andere Größe .",
            "wenn Sie alle Aufgaben im aktuellen Dokument aktualisieren möchten , wählen Sie im Menü des Aufgabenbedienfelds die Option \" Alle Aufgaben "
                + "aktualisieren . \"",
            "klicken Sie auf der Registerkarte \" Optionen \" auf die Schaltfläche \" Benutzerdefiniert \" und geben Sie Werte für \" "
                + "Fehlerkorrektur-Level \" und \" Y / X-Verhältnis \" ein .",
            "Sie können beispielsweise ein Dokument erstellen , das ein Auto über die Bühne enthält .",
            "wählen Sie im Dialogfeld \" Neu aus Vorlage \" eine Vorlage aus und klicken Sie auf \" Neu . \"",
        ];
        string[] references =
        [
            "wählen Sie \" Bild neu berechnen , \" um beim Ändern der Bildgröße Pixel hinzuzufügen oder zu entfernen , damit die Darstellung des Bildes "
                + "in einer anderen Größe beibehalten wird .",
            "wenn Sie alle Aufgaben im aktuellen Dokument aktualisieren möchten , wählen Sie im Menü des Aufgabenbedienfelds die Option \" Alle Aufgaben "
                + "aktualisieren . \"",
            "klicken Sie auf der Registerkarte \" Optionen \" auf die Schaltfläche \" Benutzerdefiniert \" und geben Sie für \" Fehlerkorrektur-Level \" "
                + "und \" Y / X-Verhältnis \" niedrigere Werte ein .",
            "Sie können beispielsweise ein Dokument erstellen , das ein Auto enthalt , das sich über die Bühne bewegt .",
            "wählen Sie im Dialogfeld \" Neu aus Vorlage \" eine Vorlage aus und klicken Sie auf \" Neu . \"",
        ];
        Assert.Equal(13.6, new Ter().Score(hypotheses, references).Value, 1e-3);
    }

    [Theory]
    [InlineData("a b c d.", "a b c d.", false, false, false)]
    [InlineData("A B C D.", "a b c d.", false, false, false)]
    [InlineData("A ; B ) C : D.", "a b c d", false, true, false)]
    [InlineData("a b (c) d.", "a b ( c ) d .", true, false, false)]
    [InlineData("Jim's car.", "jim 's car .", true, false, false)]
    [InlineData("4.2", "4.2", true, false, false)]
    [InlineData("美众院公布对特", "美 众 院 公 布 对 特", true, false, true)]
    [InlineData("りの拳銃を持", "りの 拳 銃 を 持", true, false, true)]
    public void Tokens(string line, string expected, bool normalize, bool removePunctuation, bool asian)
    {
        var tokens = new TokenList();
        new TercomSplitter(new() { Normalize = normalize, RemovePunctuation = removePunctuation, AsianSupport = asian }).Split(line, tokens);
        Assert.Equal(expected, string.Join(' ', tokens.ToArray()));
    }

    [Theory]
    [InlineData("text-only", 42.4191, 45.0362)]
    [InlineData("bert", 42.0721, 44.5447)]
    public void NormalizedRealSystemsScoreAsSacreBleuSays(string system, double normalized, double withoutPunctuation)
    {
        var (hypotheses, references) = TestData.System(system);
        Assert.Equal(normalized, Math.Round(new Ter(new() { Normalize = true }).Score(hypotheses, references).Value, 4));
        Assert.Equal(withoutPunctuation,
            Math.Round(new Ter(new() { Normalize = true, RemovePunctuation = true, CaseSensitive = true }).Score(hypotheses, references).Value, 4));
    }

    [Theory]
    [InlineData("This is Jim's.", 2, 5)]
    [InlineData("It costs 1,000.5-fold, O'Neil's.", 2, 9)]
    [InlineData("1990's 3.5.", 0, 4)]
    public void ReferencesAreNormalizedTwiceAsInSacreBleuUnlessAskedOtherwise(string line, double edits, double length)
    {
        var twice = (TerScore)new Ter(new() { Normalize = true }).ScoreSentence(line, line);
        Assert.Equal((edits, length), (twice.Edits, twice.ReferenceLength));
        var once = new Ter(new() { Normalize = true, ReferencesOnce = true }).ScoreSentence(line, line);
        Assert.Equal(0, once.Value);
        Assert.EndsWith("|asian:no|refs:once|version:2.6.0", once.Signature);
    }

    [Fact]
    public void SeveralReferencesGiveFewestEditsOverMeanLength() =>
        Assert.Equal([1, 3.5], new Ter().Statistics(["a b c"], ["a b d"], ["x y z w"])[0].ToArray());

    [Fact]
    public void LongLinesStayInTheBand()
    {
        string words = string.Join(' ', Enumerable.Range(0, 3000).Select(i => $"w{i}"));
        var ter = new Ter();
        Assert.Equal(0, ter.ScoreSentence(words, words).Value);
        Assert.Equal(100, ter.ScoreSentence("w0", words).Value); // sacreBLEU: its band leaves the diagonal out here
        Assert.Equal(100.0 * 2999, ter.ScoreSentence(words, "w0").Value, 1e-9);
    }

    [Fact]
    public void Signature() => Assert.Equal("nrefs:1|case:lc|tok:tercom|norm:no|punct:yes|asian:no|version:2.6.0", new Ter().ScoreSentence("a", "a").Signature);
}
