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
    public void EveryTokenizationAndSmoothingIsInTheSignatureUnderItsName()
    {
        foreach (string name in MetricFactory.TokenizationNames)
            Assert.Contains($"|tok:{name}|", MetricFactory.Create("bleu", new() { Tokenization = name, Pieces = new Letters() })
                .ScoreSentence("a", "a").Signature);
        foreach (string name in MetricFactory.SmoothingNames)
            Assert.Contains($"|smooth:{name}", MetricFactory.Create("bleu", new() { Smoothing = name }).ScoreSentence("a", "a").Signature);
        Assert.Equal(Enum.GetValues<BleuTokenization>(), BleuTokenizer.All.Select(entry => entry.Value));
        Assert.Equal(Enum.GetValues<BleuSmoothing>(), BleuSmoother.All.Select(entry => entry.Value));
        foreach (string name in MeteorTasks.Names) Assert.Equal(name, MeteorTasks.Name(MeteorTasks.Find(name.ToUpperInvariant())));
        Assert.Equal(Enum.GetValues<MeteorTask>().Order(), MeteorTasks.Names.Select(MeteorTasks.Find).Order());
    }

    [Fact]
    public void PiecesOfAModelAreTokens()
    {
        var score = (BleuScore)MetricFactory.Create("bleu", new() { Pieces = new Letters() }).ScoreSentence("ab c", "ab d");
        Assert.Equal((3, 3), (score.HypothesisLength, score.ReferenceLength));
        Assert.Equal([2, 1, 0, 0], score.Matches);
        Assert.Equal("nrefs:1|case:mixed|eff:no|tok:spm|smooth:exp|spm:0123456789ab|version:2.6.0", score.Signature);
        Assert.Contains("flores200 needs the file of its SentencePiece model",
            Assert.Throws<ArgumentException>(() => MetricFactory.Create("bleu", new() { Tokenization = "flores200" })).Message);
    }

    [Theory]
    [InlineData("ja", null, "ja-mecab")]
    [InlineData("ja-JP", "intl", "ja-mecab")]
    [InlineData("ko", null, "ko-mecab")]
    [InlineData("ko", "char", null)]
    [InlineData("zh", null, null)]
    [InlineData("zh", "13a", "sacreBLEU's zh")]
    [InlineData("de", null, null)]
    public void LanguagesThatNeedAnotherTokenizationAreTold(string language, string? tokenization, string? says)
    {
        string? advice = TokenizationAdvice.Of(new() { Language = language, Tokenization = tokenization });
        if (says is null) Assert.Null(advice);
        else Assert.Contains(says, advice);
    }

    [Fact]
    public void SettingsReachTheMetrics()
    {
        Assert.Contains("tok:zh", MetricFactory.Create("bleu", new() { Language = "zh" }).ScoreSentence("a", "a").Signature);
        Assert.Contains("tok:intl", MetricFactory.Create("bleu", new() { Tokenization = "intl" }).ScoreSentence("a", "a").Signature);
        Assert.Contains("case:lc", MetricFactory.Create("chrf", new() { LowerCase = true }).ScoreSentence("a", "a").Signature);
        Assert.Contains("smooth:add-k[0.50]",
            MetricFactory.Create("bleu", new() { Smoothing = "add-k", SmoothingValue = 0.5 }).ScoreSentence("a", "a").Signature);
        Assert.StartsWith("chrF3++", MetricFactory.Create("chrf++", new() { Chrf = new() { Beta = 3 } }).Name);
        Assert.Contains("norm:yes|punct:no|asian:yes", MetricFactory.Create(
            "ter", new() { Ter = new() { Normalize = true, RemovePunctuation = true, AsianSupport = true } }).ScoreSentence("a", "a").Signature);
        Assert.Contains("refs:once", MetricFactory.Create("ter", new() { Ter = new() { Normalize = true, ReferencesOnce = true } })
            .ScoreSentence("a", "a").Signature);
        Assert.Contains("norm:nopunct", MetricFactory.Create("meteor", new() { MeteorNormalize = true, MeteorNoPunctuation = true })
            .ScoreSentence("a", "a").Signature);
        Assert.Contains("params:0.65,0.1,0.55,0.65|", MetricFactory.Create("meteor", new() { MeteorTask = "util" }).ScoreSentence("a", "a").Signature);
        Assert.Contains("chars:yes|words:whole|", MetricFactory.Create("meteor", new() { MeteorCharacters = true, MeteorWholeWords = true })
            .ScoreSentence("a", "a").Signature);
        Assert.Contains("modules:exact|", MetricFactory.Create("meteor", new() { MeteorModules = "exact" }).ScoreSentence("a", "a").Signature);
    }

    [Fact]
    public void UnknownNamesListTheKnownOnes()
    {
        Assert.Contains("no metric 'blue'; use bleu", Assert.Throws<ArgumentException>(() => MetricFactory.Create("blue")).Message);
        Assert.Contains("no tokenisation '14b'; use 13a",
            Assert.Throws<ArgumentException>(() => MetricFactory.Create("bleu", new() { Tokenization = "14b" })).Message);
        Assert.Contains("no smoothing 'ex'; use exp", Assert.Throws<ArgumentException>(() => MetricFactory.Create("bleu", new() { Smoothing = "ex" })).Message);
        Assert.Contains("no task 'ranking'; use default, rank",
            Assert.Throws<ArgumentException>(() => MetricFactory.Create("meteor", new() { MeteorTask = "ranking" })).Message);
        Assert.Contains("while it normalises",
            Assert.Throws<ArgumentException>(() => MetricFactory.Create("meteor", new() { MeteorNoPunctuation = true })).Message);
        Assert.Contains("no module 'root'",
            Assert.Throws<ArgumentException>(() => MetricFactory.Create("meteor", new() { MeteorModules = "exact root" })).Message);
    }

    // A vocabulary of single letters.
    private sealed class Letters : IPieceModel
    {
        public string Sha256 => "0123456789abcdef";

        public IReadOnlyList<string> Split(string line) => [.. line.Where(c => c != ' ').Select(c => c.ToString())];
    }
}
