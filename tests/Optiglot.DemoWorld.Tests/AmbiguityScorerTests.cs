namespace Optiglot.DemoWorld.Tests;

public sealed class AmbiguityScorerTests
{
    private static readonly WorldData Sample = WorldGenerator.Generate(new() { Seed = 5, Pairs = 0, Train = 1, Dev = 1, Test = 400 });

    [Theory]
    [InlineData("de")]
    [InlineData("fr")]
    public void ReferencesAreAllRightAndTwinsAllWrong(string language)
    {
        var scorer = new AmbiguityScorer(language);
        var right = scorer.Score(Sample.Test, [.. Sample.Test.Select(s => s.Caption.In(language))]);
        Assert.Equal((1.0, 1.0), (right.SenseAccuracy, right.ColourAccuracy));
        Assert.Equal(right.Ambiguous, right.Nouns.Sum(n => n.Sentences));
        Assert.True(right.HiddenColours > 150);
        var twins = scorer.Score(Sample.Test, [.. WorldGenerator.Twins(Sample.Test).Select(s => s.Caption.In(language))]);
        Assert.Equal((0.0, 1.0), (twins.SenseAccuracy, twins.ColourAccuracy));
        Assert.Equal(twins.Ambiguous, twins.OtherSense);
    }

    [Theory]
    [InlineData("EINE fledermaus .", SenseChoice.Right)]
    [InlineData("zwei Fledermäusen", SenseChoice.Right)]
    [InlineData("ein Schläger", SenseChoice.Other)]
    [InlineData("eine Fledermausschläger", SenseChoice.Neither)]
    [InlineData("eine Fledermaus und ein Schläger", SenseChoice.Neither)]
    [InlineData("", SenseChoice.Neither)]
    public void WholeWordsInAnyInflectionCount(string hypothesis, SenseChoice choice)
    {
        var scene = Sample.Test.First(s => s.Plan.Ambiguous.Sense.Name == "bat (animal)");
        Assert.Equal(choice, new AmbiguityScorer("de").Score([scene], [hypothesis]).Choices[0]);
    }

    [Fact]
    public void AColourMustBeNamedForBothThingsThatHaveIt()
    {
        var scene = Sample.Test.First(s => s.Plan.Plain.ColourIsHidden && s.Plan.Plain.Colour.English == "red");
        var mention = scene.Plan.Ambiguous with { Colour = scene.Plan.Plain.Colour, ColourInEnglish = true, ColourInTranslation = true };
        var both = scene with { Plan = scene.Plan with { First = mention, Second = scene.Plan.Plain } };
        var scorer = new AmbiguityScorer("de");
        Assert.Equal(0, scorer.Score([both], ["ein roter Schläger neben einem blauen Ball"]).RightColours);
        Assert.Equal(1, scorer.Score([both], ["ein roter Schläger neben einem roten Ball"]).RightColours);
    }
}
