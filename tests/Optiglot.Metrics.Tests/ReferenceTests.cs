namespace Optiglot.Metrics.Tests;

/// <summary>Which references count. The numbers are those of sacreBLEU 2.6.0's library, the corpora its README's.</summary>
public class ReferenceTests
{
    private static readonly string[] Hypotheses = ["The dog bit the man.", "It wasn't surprising.", "The man had just bitten him."];
    private static readonly string[] First = ["The dog bit the man.", "It was not unexpected.", "The man bit him first."];
    private static readonly string[] Second = ["The dog had bit the man.", "No one was surprised.", "The man had bitten the dog."];

    [Theory]
    [InlineData(0, "", 48.530827, 59.727518, 50.000000)]
    [InlineData(0, " ", 48.530827, 59.727518, 50.000000)]
    [InlineData(0, null, 48.530827, 59.727518, 41.379310)]
    [InlineData(1, "", 48.530827, 55.801591, 46.153846)]
    [InlineData(1, null, 48.530827, 55.801591, 40.000000)]
    [InlineData(2, "", 45.067506, 54.136569, 58.333333)]
    [InlineData(2, " ", 45.067506, 54.136569, 58.333333)]
    [InlineData(2, null, 45.067506, 54.136569, 48.275862)]
    public void AnEmptyReferenceCountsAndAnUndefinedOneDoesNot(int line, string? reference, double bleu, double chrf, double ter)
    {
        string[] second = [.. Second];
        second[line] = reference!;
        foreach (var (metric, expected) in new (Metric, double)[] { (new Bleu(), bleu), (new Chrf(), chrf), (new Ter(), ter) })
        {
            var score = metric.Score(Hypotheses, First, second);
            Assert.Equal(expected, score.Value, 1e-6);
            Assert.StartsWith(reference == null ? "nrefs:var|" : "nrefs:2|", score.Signature);
        }
    }

    [Fact]
    public void AnEmptyReferenceMayBeTheNearestInLength()
    {
        var score = (BleuScore)new Bleu().Score(["a b", "x y z w v"], ["a b c d e f", "x y z w u"], ["", "x y z w v"]);
        Assert.Equal(100, score.Value, 1e-9);
        Assert.Equal((7, 5, 1.4), (score.HypothesisLength, score.ReferenceLength, score.LengthRatio));
        Assert.Equal("100.0/100.0/100.0/100.0 (BP = 1.000 ratio = 1.400 hyp_len = 7 ref_len = 5)", score.Detail);
    }

    [Fact]
    public void UndefinedReferencesAreLeftOutOfEveryMetric()
    {
        Assert.StartsWith("nrefs:1|", new Chrf().Score(["a", "b"], ["a", null!], [null!, "b"]).Signature);
        Assert.StartsWith("nrefs:1|", new Meteor(new()).Score(["a", "b"], ["a", null!], [null!, "b"]).Signature);
        Assert.StartsWith("nrefs:1|", new Bleu().Score(["a"], [null!], [null!]).Signature); // sacreBLEU refuses this one
        Assert.StartsWith("nrefs:2|", new Meteor(new()).Score(["a", "b"], ["a", ""], ["", "b"]).Signature); // the Java program knows no missing references
    }
}
