using Optiglot.Modeling;
using static TorchSharp.torch;

namespace Optiglot.Translation.Tests;

/// <summary>Step by step, through reordered beams and sentences that leave, the graphs give the network's numbers.</summary>
public class OnnxLogitsTests
{
    private const int Sentences = 7, Beam = 3, Steps = 20;

    public static TheoryData<string> Variants => OnnxVariant.Names;

    [Theory]
    [MemberData(nameof(Variants))]
    public void EqualTheNetworks(string variant) => Walk(
        variant, OnnxPrecision.Fp32, (expected, actual) => Assert.Equal(0, Difference(expected, actual), 1e-4));

    [Theory]
    [MemberData(nameof(Variants))]
    public void InEightBitsComeNear(string variant) =>
        Walk(variant, OnnxPrecision.Int8, (expected, actual) => Assert.InRange(Cosine(expected, actual), 0.99, 1.0001), compareAttention: false);

    private static void Walk(string variant, OnnxPrecision precision, Action<float[], float[]> compare, bool compareAttention = true)
    {
        using var folder = new TinyTranslator.Folder();
        using var model = OnnxVariant.Model(variant);
        using var decoder = OnnxVariant.Decoder(OnnxVariant.Save(folder, variant, model, precision), precision);
        // Twice, for memory is used again; once without attention, whose first step is one hypothesis' alone.
        for (int round = 0; round < 2; round++) WalkOnce(model, decoder, variant, round, compare, compareAttention);
    }

    private static void WalkOnce(TranslationModel model, OnnxDecoder decoder, string variant, int round, Action<float[], float[]> compare,
        bool compareAttention)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var random = new Random(round);
        var examples = TinyTranslator.Examples(Sentences + round, OnnxVariant.SeesPictures(variant));
        using var batch = new SourceBatcher(decoder.Layout).Build(examples);
        using var network = model.StartDecoding(model.Encode(batch), Beam, Steps);
        using var graphs = decoder.Start(examples, Beam, Steps);
        network.RecordAttention = graphs.RecordAttention = round == 0;
        long[] tokens = [.. Enumerable.Repeat((long)TinyTranslator.Tokenizer.BeginId, graphs.Sentences * Beam)];
        for (int step = 0; step < Steps; step++)
        {
            var logits = network.Step(tensor(tokens, [graphs.Sentences, Beam]));
            graphs.Step(tokens, new StepScores(tokens.Length, Beam, [], 2));
            if (step == 0 && !graphs.RecordAttention)
                compare(logits.narrow(1, 0, 1).contiguous().data<float>().ToArray(), graphs.Logits[..(graphs.Sentences * graphs.VocabularySize)].ToArray());
            else compare(logits.data<float>().ToArray(), graphs.Logits.ToArray());
            if (compareAttention && graphs.RecordAttention) CompareAttention(network.LastAttention!, graphs.Attention);
            if (step % 6 == 5) Drop(network, graphs, random.Next(graphs.Sentences));
            if (step > 0) Reorder(network, graphs, random);
            tokens = [.. Enumerable.Range(0, graphs.Sentences * Beam).Select(_ => (long)random.Next(3, TinyTranslator.Tokenizer.Count))];
        }
    }

    private static void Drop(IDecoderSession network, OnnxSearchSession graphs, int sentence)
    {
        long[] kept = [.. Enumerable.Range(0, graphs.Sentences).Where(i => i != sentence).Select(i => (long)i)];
        network.Keep(tensor(kept));
        graphs.Keep(kept);
    }

    private static void Reorder(IDecoderSession network, OnnxSearchSession graphs, Random random)
    {
        long[] beams = [.. Enumerable.Range(0, graphs.Sentences * Beam).Select(_ => (long)random.Next(Beam))];
        network.Reorder(tensor(beams, [graphs.Sentences, Beam]));
        graphs.Reorder(beams);
    }

    // Columns of regions may be missing where the decoder does not look at them, and one that is masked may be there where no sentence has a picture.
    private static void CompareAttention(Tensor expected, ReadOnlySpan<float> actual)
    {
        int rows = (int)(expected.shape[0] * expected.shape[1]), width = (int)expected.shape[2], given = actual.Length / rows;
        float[] wanted = expected.data<float>().ToArray();
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < Math.Max(width, given); column++)
                Assert.Equal(column < width ? wanted[row * width + column] : 0, column < given ? actual[row * given + column] : 0, 1e-4);
        }
    }

    private static double Difference(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        return expected.Zip(actual, (e, a) => (double)Math.Abs(e - a)).Max();
    }

    private static double Cosine(float[] expected, float[] actual)
    {
        double Product(float[] x, float[] y) => x.Zip(y, (a, b) => (double)a * b).Sum();
        return Product(expected, actual) / Math.Sqrt(Product(expected, expected) * Product(actual, actual));
    }
}
