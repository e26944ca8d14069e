using Optiglot.Studies.Probes;

namespace Optiglot.Studies.Tests.Probes;

public sealed class ColourScorerTests
{
    [Theory]
    [InlineData("de", "red", "ein mann in einem roten hemd .", true)]
    [InlineData("de", "red", "ein brot und ein rotor auf dem schrott .", false)]
    [InlineData("de", "red", "eine rothaarige frau", true)]
    [InlineData("de", "red", "ein weinrotes kleid", true)]
    [InlineData("de", "blue", "ein hellblauer himmel", true)]
    [InlineData("de", "white", "ein schwarzweißes bild", true)]
    [InlineData("de", "white", "ein weisser hund", true)]
    [InlineData("de", "pink", "ein rosafarbenes hemd", true)]
    [InlineData("de", "red", "ein rosarotes hemd", false)]
    [InlineData("de", "purple", "ein lilafarbener hut", true)]
    [InlineData("de", "tan", "ein hellbrauner hund", true)]
    [InlineData("de", "brown", "ein beiger hund", false)]
    [InlineData("de", "golden", "goldfarbene ringe", true)]
    [InlineData("de", "dark", "ein dunkelblaues auto", true)]
    [InlineData("de", "gray", "ein graubärtiger mann", true)]
    [InlineData("fr", "red", "une chemise rouge", true)]
    [InlineData("fr", "green", "une ligne verticale", false)]
    [InlineData("fr", "green", "des feuilles vertes", true)]
    [InlineData("fr", "gold", "une oreille", false)]
    [InlineData("fr", "gold", "des cheveux dorés", true)]
    [InlineData("fr", "purple", "une robe violette", true)]
    [InlineData("fr", "white", "une photo noir-et-blanc", true)]
    [InlineData("fr", "brown", "un chien marron", true)]
    public void AColourIsRightWhereTheTranslationNamesIt(string language, string colour, string hypothesis, bool right) =>
        Assert.Equal([right], new ColourScorer(language).Score([colour], [0], [], hypothesis.Split(' ')));

    [Theory]
    [InlineData("ein roter ball", new[] { true, false })]
    [InlineData("ein roter ball und rote hosen", new[] { true, true })]
    public void TwoHiddenRedsNeedTwo(string hypothesis, bool[] right) =>
        Assert.Equal(right.Cast<bool?>(), new ColourScorer("de").Score(["red", "and", "red"], [0, 2], [], hypothesis.Split(' ')));

    [Fact]
    public void ACompoundCountsForEachOfItsColours()
    {
        ColourScorer scorer = new("de");
        Assert.Equal([true, true], scorer.Score(["black", "and", "white"], [0, 2], [], ["schwarz-weißer"]));
        Assert.Equal([true, true], scorer.Score(["blue", "green"], [0, 1], [], ["blaugrün"]));
        // Brown may be taken by tan alone, if tan has something else.
        Assert.Equal([true, true], scorer.Score(["tan", "brown"], [0, 1], [], ["braun", "beige"]));
    }

    [Fact]
    public void OtherWordsCannotBeToldAndOtherLanguagesAreRefused()
    {
        Assert.Equal([null], new ColourScorer("de").Score(["dog"], [0], [], ["hund"]));
        Assert.Contains("de and fr", Assert.Throws<ArgumentException>(() => new ColourScorer("cs")).Message);
    }

    [Theory]
    [InlineData("de", 0.95)]
    [InlineData("fr", 0.95)]
    public void PeoplesTranslationsNameNearlyEveryColour(string language, double least)
    {
        var recipe = ProbeData.Recipe(language);
        HiddenSet hidden = new ProbeFiles(recipe, ProbeData.Data(recipe)).Hide("train", "color");
        ColourScorer scorer = new(language);
        bool?[] right = [.. hidden.Words.SelectMany((words, line) => scorer.Score(words, hidden.Positions[line], [], hidden.Set.Tokenized[line].Split(' ')))];
        Assert.Equal((0, 12299), (hidden.NotFound, right.Length));
        Assert.DoesNotContain(null, right);
        Assert.InRange(right.Count(each => each == true) / (double)right.Length, least, 1);
        // The colours of the next line's translation are another picture's.
        bool?[] wrong = [.. hidden.Words.SelectMany(
            (words, line) => scorer.Score(words, hidden.Positions[line], [], hidden.Set.Tokenized[(line + 1) % hidden.Words.Count].Split(' ')))];
        Assert.InRange(wrong.Count(each => each == true) / (double)wrong.Length, 0.1, 0.35);
    }
}
