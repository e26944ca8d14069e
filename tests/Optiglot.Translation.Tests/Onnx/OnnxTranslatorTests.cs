namespace Optiglot.Translation.Tests;

public class OnnxTranslatorTests
{
    private static readonly BeamOptions Options = new() { Beam = 4, NBest = 4 };

    public static TheoryData<string> Variants => OnnxVariant.Names;

    [Theory]
    [MemberData(nameof(Variants))]
    public void WritesTheTokensOfLibtorch(string variant)
    {
        using var folder = new TinyTranslator.Folder();
        using var model = OnnxVariant.Model(variant);
        using var decoder = OnnxVariant.Decoder(OnnxVariant.Save(folder, variant, model, OnnxPrecision.Fp32));
        var torch = OnnxVariant.Torch(variant, model);
        var examples = TinyTranslator.Examples(60, OnnxVariant.SeesPictures(variant));
        foreach (var options in (BeamOptions[])[Options, Options with { Beam = 1, NBest = 1 }, Options with
        {
            NoRepeatNgram = 2, Attention = true, Alpha = 0.6
        }])
            AssertSame(torch.Translate(examples, options), decoder.Translate(examples, options));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void BatchSizeAndOrderChangeNothing(int sentences)
    {
        using var folder = new TinyTranslator.Folder();
        using var model = OnnxVariant.Model("gated");
        using var decoder = OnnxVariant.Decoder(OnnxVariant.Save(folder, "gated", model, OnnxPrecision.Fp32));
        var examples = TinyTranslator.Examples(30);
        var together = decoder.Translate(examples, Options);
        AssertSame(together, decoder.Translate(examples, Options, new BatchLimits { Sentences = sentences }));
        AssertSame([.. together.Reverse()], decoder.Translate([.. examples.Reverse()], Options, new BatchLimits { Sentences = 5 }));
    }

    [Fact]
    public void EightBitsMostlyWriteTheSame()
    {
        using var folder = new TinyTranslator.Folder();
        using var model = OnnxVariant.Model("joint");
        string path = OnnxVariant.Save(folder, "joint", model, OnnxPrecision.Fp32, OnnxPrecision.Int8);
        using OnnxDecoder single = OnnxVariant.Decoder(path), eight = OnnxVariant.Decoder(path, OnnxPrecision.Int8);
        var examples = TinyTranslator.Examples(60);
        var (expected, actual) = (single.Translate(examples, Options), eight.Translate(examples, Options));
        // Weights are random, so much hangs on little; a trained model is surer of its words.
        double difference = expected.Zip(actual, (e, a) => Math.Abs(e[0].Score - a[0].Score)).Average();
        Assert.InRange(difference, 0, 0.1);
    }

    [Fact]
    public void AFolderTranslatesAsItsModel()
    {
        using var folder = new TinyTranslator.Folder();
        using var model = OnnxVariant.Model("joint");
        string path = OnnxVariant.Save(folder, "joint", model, OnnxPrecision.Fp32);
        using ITranslator torch = Translator.Open(path), graphs = OnnxTranslator.Open(path);
        TranslationRequest[] requests =
            [new("Two dogs play with a ball."), new(""), new("A man.") { Regions = TinyTranslator.Regions(1) }, new("ქართული 漢字"),
                new("Children run on the beach.")];
        var options = new TranslationOptions { Search = new BeamOptions { Beam = 3, Attention = true } };
        var (expected, actual) = (torch.Translate(requests, options), graphs.Translate(requests, options));
        Assert.Equal(expected.Select(result => result.Text), actual.Select(result => result.Text));
        Assert.Equal(torch.Info.Name, graphs.Info.Name);
        Assert.Equal(torch.Info.Search, graphs.Info.Search);
        for (int i = 0; i < requests.Length; i++)
        {
            Assert.Equal(expected[i].Attention?.Source, actual[i].Attention?.Source);
            Assert.Equal(expected[i].Attention?.Weights.Length, actual[i].Attention?.Weights.Length);
        }

        Assert.Throws<OperationCanceledException>(() => graphs.Translate(requests, cancellation: new CancellationToken(true)));
        Assert.Equal(expected[4].Text, graphs.Translate([requests[4]], options)[0].Text);
    }

    internal static void AssertSame(IReadOnlyList<IReadOnlyList<Hypothesis>> expected, IReadOnlyList<IReadOnlyList<Hypothesis>> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (int i = 0; i < expected.Count; i++)
        {
            Assert.Equal(expected[i].Select(hypothesis => string.Join(' ', hypothesis.Tokens)),
                actual[i].Select(hypothesis => string.Join(' ', hypothesis.Tokens)));
            for (int rank = 0; rank < expected[i].Count; rank++)
            {
                Assert.Equal(expected[i][rank].LogProbability, actual[i][rank].LogProbability, 1e-3);
                Assert.Equal(expected[i][rank].Attention?[0].Length, actual[i][rank].Attention?[0].Length);
            }
        }
    }
}
