namespace Optiglot.Metrics.Tests;

public class BleuTests
{
    [Theory]
    [InlineData("text-only", 38.46, 37.9874, 38.4598)]
    [InlineData("bert", 39.33, 39.1173, 39.3285)]
    public void RealSystemsScoreAsTheToolsSay(string system, double multiBleu, double v13a, double none)
    {
        var (hypotheses, references) = TestData.System(system);
        Assert.Equal(multiBleu, Math.Round(new Bleu(BleuOptions.MultiBleu).Score(hypotheses, references).Value, 2));
        Assert.Equal(v13a, Math.Round(new Bleu().Score(hypotheses, references).Value, 4));
        Assert.Equal(none, Math.Round(new Bleu(new() { Tokenization = BleuTokenization.None }).Score(hypotheses, references).Value, 4));
    }

    private static readonly string[] ReadmeHypotheses = ["The dog bit the man.", "It wasn't surprising.", "The man had just bitten him."];

    private static readonly string[][] ReadmeReferences =
    [
        ["The dog bit the man.", "It was not unexpected.", "The man bit him first."],
        ["The dog had bit the man.", "No one was surprised.", "The man had bitten the dog."],
    ];

    [Theory]
    [InlineData(BleuTokenization.V13a, BleuSmoothing.Exponential, 48.530827)]
    [InlineData(BleuTokenization.None, BleuSmoothing.Exponential, 49.1919566)]
    [InlineData(BleuTokenization.International, BleuSmoothing.Exponential, 43.91623493)]
    [InlineData(BleuTokenization.V13a, BleuSmoothing.None, 48.530827)]
    public void SeveralReferences(BleuTokenization tokenization, BleuSmoothing smoothing, double expected)
    {
        var score = new Bleu(new() { Tokenization = tokenization, Smoothing = smoothing }).Score(ReadmeHypotheses, ReadmeReferences);
        Assert.Equal(expected, score.Value, 1e-6);
    }

    [Fact]
    public void SignatureAndDetailReadAsSacreBleus()
    {
        var score = new Bleu().Score(ReadmeHypotheses, ReadmeReferences);
        Assert.Equal("nrefs:2|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0", score.Signature);
        Assert.Equal(
            "BLEU|nrefs:2|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0 = 48.53 82.4/50.0/45.5/37.5 (BP = 0.943 ratio = 0.944 hyp_len = 17 ref_len = 18)",
            score.ToString());
        Assert.Equal("nrefs:var|case:lc|eff:yes|tok:intl|smooth:floor[0.10]|version:2.6.0",
            new Bleu(new() { LowerCase = true, EffectiveOrder = true, Tokenization = BleuTokenization.International, Smoothing = BleuSmoothing.Floor })
                .Score(["a", "b"], ["a", "b"], ["a", null!]).Signature);
    }

    private const string Sentence = "Producția de zahăr primă va fi exprimată în ceea ce privește zahărul alb;";
    private const string Reference = "producţia de zahăr brut se exprimă în zahăr alb;";

    [Theory]
    [InlineData(BleuSmoothing.Exponential, null, false, BleuTokenization.V13a, 8.493)]
    [InlineData(BleuSmoothing.None, null, false, BleuTokenization.V13a, 0.0)]
    [InlineData(BleuSmoothing.Floor, null, false, BleuTokenization.V13a, 4.51688)]
    [InlineData(BleuSmoothing.Floor, 0.5, false, BleuTokenization.V13a, 10.10)]
    [InlineData(BleuSmoothing.AddK, null, false, BleuTokenization.V13a, 14.882)]
    [InlineData(BleuSmoothing.AddK, 2.0, false, BleuTokenization.V13a, 21.389)]
    [InlineData(BleuSmoothing.Exponential, null, false, BleuTokenization.None, 7.347)]
    [InlineData(BleuSmoothing.Exponential, null, false, BleuTokenization.International, 8.493)]
    [InlineData(BleuSmoothing.Exponential, null, false, BleuTokenization.Char, 40.8759)]
    [InlineData(BleuSmoothing.Exponential, null, true, BleuTokenization.Char, 42.0267)]
    public void SentenceScores(BleuSmoothing smoothing, double? value, bool lowerCase, BleuTokenization tokenization, double expected)
    {
        var bleu = new Bleu(new() { Smoothing = smoothing, SmoothingValue = value, LowerCase = lowerCase, Tokenization = tokenization, EffectiveOrder = true });
        Assert.Equal(expected, bleu.ScoreSentence(Sentence, Reference).Value, 1e-3);
    }

    [Fact]
    public void NoMatchIsZeroUnderEverySmoothing()
    {
        foreach (var smoothing in Enum.GetValues<BleuSmoothing>())
            Assert.Equal(0, new Bleu(new() { Smoothing = smoothing, EffectiveOrder = true }).ScoreSentence("this is a cat", "okay thanks").Value);
        Assert.Equal(0, new Bleu().Score(["", "", ""], ReadmeReferences).Value);
    }

    [Theory]
    [InlineData("this is a fest", "this is a test", 22.3606797749979)]
    [InlineData("test", "a test", 36.78794411714425)]
    [InlineData("a little test", "a test", 3.218297948685433)]
    public void FloorAndEffectiveOrderByHand(string hypothesis, string reference, double expected)
    {
        var bleu = new Bleu(new() { Smoothing = BleuSmoothing.Floor, SmoothingValue = 0.01, EffectiveOrder = true });
        Assert.Equal(expected, bleu.ScoreSentence(hypothesis, reference).Value, 1e-8);
    }

    [Fact]
    public void StatisticsOfSacreBleusTests()
    {
        double[] statistics = [11, 11, 9, 7, 5, 3, 10, 8, 6, 4];
        Assert.Equal(83.75922397, new Bleu(new() { Smoothing = BleuSmoothing.None }).ComputeValue(statistics), 1e-6);
        foreach (double[] degenerate in new double[][]
        {
            [0, 1, 0, 0, 0, 0, 4, 4, 2, 1], [14, 10, 0, 0, 0, 0, 10, 11, 12, 0], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], [6, 6, 6, 5, 4, 0, 6, 5, 4, 3]
        })
            Assert.Equal(0, new Bleu(new() { Smoothing = BleuSmoothing.Floor, SmoothingValue = 0 }).ComputeValue(degenerate), 1e-12);
    }

    [Fact]
    public void AMissingReferenceIsAsInSacreBleusReadme()
    {
        string[][] references = [[null!, .. ReadmeReferences[0][1..]], ReadmeReferences[1]];
        Assert.Equal(
            "BLEU|nrefs:var|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0 = "
                + "29.44 82.4/42.9/27.3/12.5 (BP = 0.889 ratio = 0.895 hyp_len = 17 ref_len = 19)",
            new Bleu().Score(ReadmeHypotheses, references).ToString());
    }

    [Fact]
    public void ClippingFollowsThePapersExample()
    {
        // Papineni et al., section 2.1: "the" seven times matches twice.
        var score = (BleuScore)new Bleu(new() { MaximumOrder = 1 })
            .ScoreSentence("the the the the the the the", "The cat is on the mat".ToLowerInvariant(), "there is a cat on the mat");
        Assert.Equal(200.0 / 7, score.Precisions[0], 1e-9);
    }

    [Fact]
    public void MultiBleuSplitsOnAsciiSpaceOnly()
    {
        var bleu = new Bleu(BleuOptions.MultiBleu);
        Assert.Equal(5, ((BleuScore)bleu.ScoreSentence("a\u00a0b c\td  e f\u2028", "x")).HypothesisLength);
        Assert.Equal("nrefs:1|case:mixed|eff:no|tok:multi-bleu|smooth:none|version:multi-bleu.perl", bleu.ScoreSentence("a", "a").Signature);
    }

    [Fact]
    public void StreamsScoreAsLists()
    {
        var (hypotheses, references) = TestData.System("bert");
        var stream = hypotheses.Zip(references, (h, r) => new Segment(h, [r]));
        Assert.Equal(new Bleu().Score(hypotheses, references).ToString(), new Bleu().Score(stream).ToString());
    }

    [Fact]
    public void ListsOfDifferentLengthsAreAnError()
    {
        var error = Assert.Throws<ArgumentException>(() => new Bleu().Score(["a", "b"], ["a"]));
        Assert.Contains("the system has 2 lines, but the reference has 1", error.Message);
    }
}
