namespace Optiglot.Metrics.Tests;

public class MeteorNormalizerTests
{
    [Theory]
    [InlineData("english", "Hello, world!", "Hello , world !")]
    [InlineData("english", "It isn't John's -- 1990's", "It isn 't John 's - 1990 's")]
    [InlineData("english", "The U.S.-based firm paid 1,000.5 dollars.", "The US based firm paid 1,000.5 dollars .")]
    [InlineData("english", "Wait... what?", "Wait ... what ?")]
    [InlineData("english", "“quoted” ‘text’", "\" quoted \" ' text '")]
    [InlineData("french", "L'homme d’eau", "L' homme d' eau")]
    [InlineData("german", "Geht's, Müller-Lüdenscheidt?", "Geht ' s , Müller Lüdenscheidt ?")]
    [InlineData("english", "tea 😀 time", "tea 😀 time")]
    [InlineData("english", "Acme Inc. sells", "Acme Inc. sells")]
    public void Lines(string language, string line, string expected) =>
        Assert.Equal(expected, new MeteorNormalizer(language, keepPunctuation: true, null).Normalize(line));

    [Fact]
    public void PunctuationGoesWhereAsked() =>
        Assert.Equal("It s 5 o clock", new MeteorNormalizer("english", keepPunctuation: false, null).Normalize("It's 5 o'clock!"));

    [Fact]
    public void PrefixesKeepTheirStop()
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "# a comment\nMr\nNo #NUMERIC_ONLY#\n");
            var normalizer = new MeteorNormalizer("english", keepPunctuation: true, new NonbreakingPrefixes(file));
            Assert.Equal("Mr. Smith , No. 5 . No . Xyz .", normalizer.Normalize("Mr. Smith, No. 5. No. Xyz."));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
