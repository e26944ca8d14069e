namespace Optiglot.Metrics.Tests;

public class FactoryTests
{
    [Theory]
    [InlineData("bleu", "BLEU", "tok:13a")]
    [InlineData("BLEU", "BLEU", "tok:13a")]
    [InlineData("multi-bleu", "BLEU", "tok:multi-bleu")]
    [InlineData("chrf", "chrF2", "nw:0")]
    [InlineData("chrf++", "chrF2++", "nw:2")]
    [InlineData("ter", "TER", "tok:tercom")]
    [InlineData("meteor", "METEOR", "lang:de")]
    public void Names(string name, string expected, string signature)
    {
        var metric = MetricFactory.Create(name, new() { Language = "de" });
        Assert.Equal(expected, metric.Name);
        Assert.Contains(signature, metric.ScoreSentence("a", "a").Signature);
    }

    [Fact]
    public void SettingsReachTheMetrics()
    {
        Assert.Contains("tok:zh", MetricFactory.Create("bleu", new() { Language = "zh" }).ScoreSentence("a", "a").Signature);
        Assert.Contains("tok:intl", MetricFactory.Create("bleu", new() { Tokenization = "intl" }).ScoreSentence("a", "a").Signature);
        Assert.Contains("case:lc", MetricFactory.Create("chrf", new() { LowerCase = true }).ScoreSentence("a", "a").Signature);
        Assert.Contains("smooth:add-k[0.50]", MetricFactory.Create("bleu", new() { Smoothing = "add-k", SmoothingValue = 0.5 }).ScoreSentence("a", "a").Signature);
        Assert.StartsWith("chrF3++", MetricFactory.Create("chrf++", new() { Chrf = new() { Beta = 3 } }).Name);
        Assert.Contains("norm:yes|punct:no|asian:yes", MetricFactory.Create("ter", new() { Ter = new() { Normalize = true, RemovePunctuation = true, AsianSupport = true } }).ScoreSentence("a", "a").Signature);
        Assert.Contains("modules:exact|", MetricFactory.Create("meteor", new() { MeteorModules = "exact" }).ScoreSentence("a", "a").Signature);
    }

    [Fact]
    public void UnknownNamesListTheKnownOnes()
    {
        Assert.Contains("no metric 'blue'; use bleu", Assert.Throws<ArgumentException>(() => MetricFactory.Create("blue")).Message);
        Assert.Contains("no tokenisation '14b'; use 13a", Assert.Throws<ArgumentException>(() => MetricFactory.Create("bleu", new() { Tokenization = "14b" })).Message);
        Assert.Contains("no smoothing 'ex'; use exp", Assert.Throws<ArgumentException>(() => MetricFactory.Create("bleu", new() { Smoothing = "ex" })).Message);
        Assert.Contains("no module 'root'", Assert.Throws<ArgumentException>(() => MetricFactory.Create("meteor", new() { MeteorModules = "exact root" })).Message);
    }
}
