namespace Optiglot.Metrics.Tests;

public class SignificanceTests
{
    [Fact]
    public void RandomNumbersAreNumPys()
    {
        // numpy.random.default_rng(12345): integers(0, 1000, 12), then integers(2, size=40, dtype=bool), then choice(7, 5).
        var random = new NumpyRandom(12345);
        var integers = new int[12];
        random.FillIntegers(integers, 1000);
        Assert.Equal([699, 227, 788, 316, 204, 797, 642, 676, 988, 391, 839, 332], integers);
        var bits = new int[40];
        random.Bits().Fill(bits);
        Assert.Equal("1011100110100111111000101000100110001100", string.Concat(bits));
        random.FillIntegers(integers.AsSpan(0, 5), 7);
        Assert.Equal([1, 1, 1, 4, 4], integers[..5]);
        new NumpyRandom(0).FillIntegers(integers, 3);
        Assert.Equal([2, 1, 1, 0, 0, 0, 0, 0, 0, 2, 1, 2], integers);
    }

    [Fact]
    public void BootstrapOfRealSystemsAgreesWithSacreBleu()
    {
        var comparison = Compare(new PairedTestOptions())[0];
        Assert.Equal("nrefs:1|bs:1000|seed:12345|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0", comparison.Signature);
        var (baseline, lxmert, bert) = (comparison.Systems[0], comparison.Systems[1], comparison.Systems[2]);
        Assert.Null(baseline.PValue);
        Assert.Equal(37.958042, baseline.Mean!.Value, 1e-5);
        Assert.Equal(1.558717, baseline.Interval!.Value, 1e-5);
        Assert.Equal(15.0 / 1001, lxmert.PValue!.Value, 1e-12);
        Assert.Equal(38.816993, lxmert.Mean!.Value, 1e-5);
        Assert.Equal(1.483798, lxmert.Interval!.Value, 1e-5);
        Assert.Equal(5.0 / 1001, bert.PValue!.Value, 1e-12);
        Assert.Equal(39.117337, bert.Score, 1e-5);
    }

    [Fact]
    public void RandomizationOfRealSystemsAgreesWithSacreBleu()
    {
        var comparison = Compare(new PairedTestOptions { Kind = PairedTestKind.ApproximateRandomization })[0];
        Assert.Contains("ar:10000|seed:12345", comparison.Signature);
        Assert.Equal(307.0 / 10001, comparison.Systems[1].PValue!.Value, 1e-12);
        Assert.Equal(61.0 / 10001, comparison.Systems[2].PValue!.Value, 1e-12);
        Assert.Null(comparison.Systems[1].Mean);
    }

    [Fact]
    public void ASystemDoesNotDifferFromItself()
    {
        string[] lines = ["a b c d e", "f g h i j", "k l m n"], references = ["a b c d x", "f g h i j", "k l x n"];
        foreach (var kind in Enum.GetValues<PairedTestKind>())
            foreach (var result in PairedTest.Run([new Bleu(), new Chrf(), new Ter()], [new("one", lines), new("two", lines)], [references], new()
            {
                Kind = kind, Samples = 50, ConfidenceSamples = 20
            }))
            {
                Assert.Equal(1, result.Systems[1].PValue!.Value);
                Assert.Equal(result.Systems[0].Score, result.Systems[1].Score);
                Assert.NotNull(result.Systems[0].Interval);
            }
    }

    [Fact]
    public void RandomizationWithConfidenceAgreesWithSacreBleu()
    {
        // sacreBLEU 2.6.0's PairedTest with n_samples=500, n_ar_confidence=200.
        var comparison = Compare(new PairedTestOptions { Kind = PairedTestKind.ApproximateRandomization, Samples = 500, ConfidenceSamples = 200 })[0];
        Assert.Equal("nrefs:1|bs:200|ar:500|seed:12345|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0", comparison.Signature);
        Assert.Equal([11.0 / 501, 2.0 / 501], comparison.Systems.Skip(1).Select(system => system.PValue!.Value));
        Assert.Equal([37.834760, 38.709840, 38.944858], comparison.Systems.Select(system => Math.Round(system.Mean!.Value, 6)), (a, b) =>
            Math.Abs(a - b) < 1e-5);
        Assert.Equal([1.484481, 1.478238, 1.537559], comparison.Systems.Select(system => Math.Round(system.Interval!.Value, 6)), (a, b) =>
            Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void SeedsRepeatAndMatter()
    {
        var (hypotheses, references) = TestData.System("bert");
        var statistics = new Bleu().Statistics(hypotheses, references);
        Assert.Equal(Confidence.Estimate(new Bleu(), statistics, 100, 7), Confidence.Estimate(new Bleu(), statistics, 100, 7));
        Assert.NotEqual(Confidence.Estimate(new Bleu(), statistics, 100, 7), Confidence.Estimate(new Bleu(), statistics, 100, 8));
    }

    [Fact]
    public void DifferentLineCountsNameTheSystem()
    {
        var error = Assert.Throws<ArgumentException>(() => PairedTest.Run([new Bleu()], [new("one", ["a"]), new("two", ["a", "b"])], [["a"]]));
        Assert.Contains("two has 2 lines, but the reference has 1", error.Message);
    }

    [Fact]
    public void LearnedMetricsAreComparedAsOthers()
    {
        using var metric = new LengthRatio();
        var systems = new NamedSystem[] { new("short", ["a", "bb", "c"]), new("long", ["aaa", "bbb", "ccc"]) };
        var compared = ComparedMetric.Of(metric, systems, null, ["aaaa", "bbbb", "cccc"]);
        var result = PairedTest.Run([compared], ["short", "long"], new() { Samples = 20 })[0];
        Assert.Equal(1.0 / 3, result.Systems[0].Score, 1e-12);
        Assert.Equal(0.75, result.Systems[1].Score, 1e-12);
        Assert.Equal("model:length|bs:20|seed:12345", result.Signature);
        Assert.Throws<ArgumentException>(() => LearnedScore.Score(metric, ["a"], null, null));
    }

    private static IReadOnlyList<MetricComparison> Compare(PairedTestOptions options)
    {
        var references = TestData.Lines("test_2016_flickr.reference.de");
        var systems = new[] { "text-only", "lxmert", "bert" }.Select(name => new NamedSystem(name, TestData.System(name).Hypotheses));
        return PairedTest.Run([new Bleu()], [.. systems], [references], options);
    }
}
