namespace Optiglot.Metrics.Tests;

public sealed class PairedCountTests
{
    [Theory]
    // 2 · Σ C(n,k) / 2^n by hand; scipy's binomtest and R's binom.test print the same.
    [InlineData(0, 0, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(5, 5, 1)]
    [InlineData(6, 0, 2.0 / 64)]
    [InlineData(1, 9, 22.0 / 1024)]
    [InlineData(2, 8, 112.0 / 1024)]
    // The example of McNemar's test in R's documentation of mcnemar.test (Agresti, 1990): 150 against 86, exact.
    [InlineData(150, 86, 3.716e-05)]
    public void TheExactTestIsTheBinomialOfTheDiscordantPairs(int first, int second, double expected)
    {
        Assert.Equal(1, new McNemarTest(first, second).PValue / expected, 3);
        Assert.Equal(new McNemarTest(first, second).PValue, new McNemarTest(second, first).PValue);
    }

    [Fact]
    public void LargeCountsStayNumbers()
    {
        Assert.Equal(1, new McNemarTest(5000, 5000).PValue);
        Assert.InRange(new McNemarTest(10000, 0).PValue, 0, 1e-300);
        // The normal approximation, two standard deviations.
        Assert.InRange(new McNemarTest(5100, 4900).PValue, 0.044, 0.048);
    }

    [Fact]
    public void OnlyItemsThatDifferCount()
    {
        bool[] first = [true, true, false, false, true], second = [true, false, true, false, false];
        Assert.Equal(new McNemarTest(2, 1), McNemarTest.Of(first, second));
        Assert.Throws<ArgumentException>(() => McNemarTest.Of(first, [true]));
    }

    [Fact]
    public void OneOfTwoConditionsIsTestedAsBySigns()
    {
        // Eight clusters, each right with the first alone: only all or none is as far out, 2 of 256.
        double[][] clusters = [.. Enumerable.Range(0, 8).Select(_ => new double[] { 1, 0 })];
        Assert.InRange(ExchangeTest.PValue(clusters, 50_000), 1.5 / 256, 2.5 / 256);
        Assert.Equal(1, ExchangeTest.PValue([.. clusters.Select(_ => new double[] { 1, 1 })]));
        Assert.Equal(1, ExchangeTest.PValue([]));
    }

    [Fact]
    public void ManyCopiesOfAClusterAreNoEvidenceButManyClustersAre()
    {
        // One line with forty words is one line: its right picture wins by chance in one of six draws.
        Assert.InRange(ExchangeTest.PValue([[40, 0, 0, 0, 0, 0]]), 0.15, 0.18);
        Assert.InRange(ExchangeTest.PValue([.. Enumerable.Repeat(new double[] { 1, 0, 0, 0, 0, 0 }, 40)]), 0, 0.001);
    }

    [Fact]
    public void WithoutAnEffectSmallPValuesAreAsRareAsTheySay()
    {
        Random random = new(7);
        int small = Enumerable.Range(0, 400).Count(_ =>
            ExchangeTest.PValue([.. Enumerable.Range(0, 30).Select(_ => Enumerable.Range(0, 4).Select(_ => (double)random.Next(2)).ToArray())], 300) <= 0.1);
        Assert.InRange(small, 20, 60);
    }

    [Fact]
    public void ConditionsMustBeTheSame() => Assert.Throws<ArgumentException>(() => ExchangeTest.PValue([[1, 2], [1]]));

    [Fact]
    public void StemsAreThoseOfSnowball()
    {
        WordStemmer german = new("de"), none = new("tlh");
        Assert.Equal(german.Stem("hund"), german.Stem("hunde"));
        Assert.Equal("hunde", none.Stem("hunde"));
    }
}
