namespace Optiglot.Bench.Tests;

/// <summary>What a load test makes of its times. The service itself is measured by the command line's tests.</summary>
public class ServeTests
{
    [Fact]
    public void PercentilesAreThoseOfTheNearestRank()
    {
        LoadResult result = new(2, [.. Enumerable.Range(1, 200).Select(i => (double)i)], 0, 0);
        Assert.Equal((100.0, 190.0, 198.0, 200.0), (result.Percentile(50), result.Percentile(95), result.Percentile(99), result.Percentile(100)));
        Assert.Equal(100, result.Rate);
        Assert.Equal(7, new LoadResult(1, [7], 0, 0).Percentile(99));
    }

    [Theory]
    [InlineData(0, 1, "--in-flight")]
    [InlineData(1, 0, "--requests")]
    public void NumbersMustBePositive(int inFlight, int requests, string says) =>
        Assert.Contains(says, Assert.Throws<ArgumentException>(new ServeLoad { Sentences = ["a"], InFlight = inFlight, Requests = requests }.Validate).Message);

    [Fact]
    public void SentencesAreMadeUpFromASeed()
    {
        IReadOnlyList<string> sentences = ServeBenchmark.MadeUpSentences(20, 1);
        Assert.Equal(20, sentences.Count);
        Assert.All(sentences, sentence => Assert.EndsWith(" .", sentence));
        Assert.Equal(sentences, ServeBenchmark.MadeUpSentences(20, 1));
    }
}
