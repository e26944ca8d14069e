namespace Optiglot.Text.Tests;

public class ContentPhraseTests
{
    [Theory]
    [InlineData("two dogs play with a ball .", "two dogs play|ball")]
    [InlineData("a man in a red shirt is riding a bicycle .", "man|red shirt|riding|bicycle")]
    [InlineData("The man 's hat , and HIS dog", "man|hat|dog")]
    [InlineData("it is on the", "")]
    [InlineData(". , !", "")]
    [InlineData("", "")]
    [InlineData("<mask> shirt", "<mask> shirt")]
    public void RunsBetweenFunctionWordsAndPunctuationArePhrases(string sentence, string expected)
    {
        string[] words = sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(expected, string.Join('|', ContentPhrases.Find(words).Select(phrase => string.Join(' ', words[phrase]))));
    }

    [Theory]
    [InlineData("dog", "dogs")]
    [InlineData("bus", "buses")]
    [InlineData("bench", "benches")]
    [InlineData("box", "boxes")]
    [InlineData("city", "cities")]
    [InlineData("boy", "boys")]
    [InlineData("knife", "knives")]
    [InlineData("giraffe", "giraffes")]
    [InlineData("shelf", "shelves")]
    [InlineData("man", "men")]
    [InlineData("woman", "women")]
    [InlineData("human", "humans")]
    [InlineData("fireman", "firemen")]
    [InlineData("person", "people")]
    [InlineData("child", "children")]
    [InlineData("mouse", "mice")]
    public void PluralsAreSpelledAsTheyShouldBe(string one, string many)
    {
        Assert.Equal(many, EnglishNouns.Plural(one));
        Assert.True(EnglishNouns.IsOneOrMany(many.ToUpperInvariant(), one));
        Assert.True(EnglishNouns.IsOneOrMany(one, one));
        Assert.False(EnglishNouns.IsOneOrMany(one + "like", one));
    }
}
