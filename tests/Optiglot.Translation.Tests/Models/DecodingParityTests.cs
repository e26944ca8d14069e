using Optiglot.Modeling;
using static TorchSharp.torch;

namespace Optiglot.Translation.Tests;

public class DecodingParityTests
{
    private static readonly BeamOptions Options = new() { Beam = 4, NBest = 4 };

    [Fact]
    public void LogProbabilitiesEqualATeacherForcedPass()
    {
        using var model = TinyTranslator.Model();
        var examples = TinyTranslator.Examples(6);
        var found = TinyTranslator.Decoder(model).Translate(examples, Options);
        for (int i = 0; i < examples.Length; i++)
        {
            foreach (var hypothesis in found[i]) Assert.Equal(TeacherForced(model, examples[i], hypothesis.Tokens), hypothesis.LogProbability, 1e-3);
        }
    }

    private static double TeacherForced(TranslationModel model, SourceExample example, int[] tokens)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var tokenizer = TinyTranslator.Tokenizer;
        var memory = model.Encode(new SourceBatcher(TinyTranslator.Layout()).Build([example]));
        long[] input = [tokenizer.BeginId, .. tokens.Select(token => (long)token)];
        long[] labels = [.. tokens.Select(token => (long)token), tokenizer.EndId];
        var hidden = model.Decode(memory, tensor(input).unsqueeze(0)).Hidden;
        var logits = nn.functional.linear(hidden, model.OutputTable.Value)[0];
        return nn.functional.log_softmax(logits, 1).gather(1, tensor(labels).unsqueeze(1)).sum().item<float>();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void BatchSizeChangesNothing(int sentences)
    {
        using var model = TinyTranslator.Model();
        var decoder = TinyTranslator.Decoder(model);
        var examples = TinyTranslator.Examples(20);
        var together = decoder.Translate(examples, Options, new BatchLimits { Sentences = 64 });
        var apart = decoder.Translate(examples, Options, new BatchLimits { Sentences = sentences });
        AssertSame(together, apart);
    }

    [Fact]
    public void SharingABatchWithPicturesChangesNothing()
    {
        using var model = TinyTranslator.Model();
        var batcher = new SourceBatcher(TinyTranslator.Layout());
        var examples = TinyTranslator.Examples(7);
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var decoder = TinyTranslator.Decoder(model);
        int[] lengths = [.. examples.Select(example => example.Text.Length)];
        var mixed = decoder.Decode(model.Encode(batcher.Build(examples)), lengths, Options);
        var alone = examples.Select((example, i) => decoder.Decode(model.Encode(batcher.Build([example])), [lengths[i]], Options)[0]).ToArray();
        AssertSame(alone, mixed);
    }

    [Fact]
    public void ThePictureMatters()
    {
        using var model = TinyTranslator.Model();
        var decoder = TinyTranslator.Decoder(model);
        var example = TinyTranslator.Examples(1)[0];
        double with = decoder.Translate([example], Options)[0][0].Score;
        double without = decoder.Translate([new SourceExample(example.Text)], Options)[0][0].Score;
        double other = decoder.Translate([example with { Regions = TinyTranslator.Regions(99) }], Options)[0][0].Score;
        Assert.NotEqual(with, without, 1e-6);
        Assert.NotEqual(with, other, 1e-6);
    }

    [Fact]
    public void AttentionRowsSumToOneOverWhatIsReal()
    {
        using var model = TinyTranslator.Model();
        var examples = TinyTranslator.Examples(9);
        var found = TinyTranslator.Decoder(model).Translate(examples, Options with { Attention = true });
        var layout = TinyTranslator.Layout();
        for (int i = 0; i < examples.Length; i++)
        {
            Assert.All(found[i][0].Attention!, row =>
            {
                Assert.Equal(layout.Fit(examples[i]).Length + layout.RegionCount(examples[i]), row.Length);
                Assert.Equal(1, row.Sum(), 1e-4);
            });
        }
    }

    [Fact]
    public void OutputStaysWithinTheDecodersPositionsAndTheTokenisersPieces()
    {
        using var model = TinyTranslator.Model();
        var found = TinyTranslator.Decoder(model).Translate(TinyTranslator.Examples(12), new BeamOptions
        {
            Beam = 3, MinimumLength = 200, MaximumLengthOffset = 500, MaximumLength = 1000
        });
        Assert.All(found, hypotheses => Assert.Equal(39, hypotheses[0].Tokens.Length));
        Assert.All(found, hypotheses => Assert.All(hypotheses[0].Tokens, token => Assert.InRange(token, 3, TinyTranslator.Tokenizer.Count - 1)));
    }

    [Fact]
    public void BatchesHoldEveryExampleOnceWithinTheLimits()
    {
        var examples = TinyTranslator.Examples(50);
        var layout = TinyTranslator.Layout();
        var limits = new BatchLimits { Sentences = 8, Positions = 120 };
        int[][] batches = [.. limits.Cut(examples, layout)];
        Assert.Equal(Enumerable.Range(0, 50), batches.SelectMany(batch => batch).Order());
        Assert.All(batches, batch => Assert.True(batch.Length == 1 || (batch.Length <= 8
            && batch.Length * (batch.Max(i => layout.Fit(examples[i]).Length) + batch.Max(i => layout.RegionCount(examples[i]))) <= 120)));
        Assert.Empty(limits.Cut([], layout));
    }

    private static void AssertSame(IReadOnlyList<IReadOnlyList<Hypothesis>> expected, IReadOnlyList<IReadOnlyList<Hypothesis>> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (int i = 0; i < expected.Count; i++)
        {
            Assert.Equal(expected[i][0].Tokens, actual[i][0].Tokens);
            Assert.Equal(expected[i].Select(h => Math.Round(h.LogProbability, 2)), actual[i].Select(h => Math.Round(h.LogProbability, 2)));
        }
    }
}
