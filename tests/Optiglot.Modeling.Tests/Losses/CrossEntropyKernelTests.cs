using static TorchSharp.torch;

namespace Optiglot.Modeling.Tests.Losses;

public class CrossEntropyKernelTests
{
    public static TheoryData<int, ScalarType, double> Cases => new(
        from vocabulary in new[] { 1, 3, 15, 16, 17, 37, 160, 1003 }
        from type in new[] { ScalarType.Float32, ScalarType.BFloat16 }
        from smoothing in new[] { 0, 0.1 }
        select (vocabulary, type, smoothing));

    [Theory, MemberData(nameof(Cases))]
    public void EqualsItsSlowTwin(int vocabulary, ScalarType type, double smoothing)
    {
        const double Scale = 0.7;
        using var scope = NewDisposeScope();
        var random = new Random(vocabulary);
        float[,] numbers = new float[5, vocabulary];
        // Rows 3 and 4: pieces nearly and wholly forbidden; the label's stays.
        for (int row = 0; row < 5; row++)
            for (int i = 0; i < vocabulary; i++) numbers[row, i] = row == 3 && i % 3 == 1 ? -1e4f : ((random.NextSingle() * 20) - 10) * (row + 1);
        long[] labels = [.. Enumerable.Range(0, 5).Select(row => random.NextInt64(vocabulary) / 3 * 3)];
        Tensor logits = tensor(numbers).to(type), before = logits.to(ScalarType.Float64).clone();
        CrossEntropyKernel.Sums silent = CrossEntropyKernel.Run(logits, labels, smoothing, null);
        TinyModel.Close(before, logits, 0);
        CrossEntropyKernel.Sums sums = CrossEntropyKernel.Run(logits, labels, smoothing, Scale);
        Assert.Equal(silent, sums);

        Tensor log = before.log_softmax(-1), wanted = log.exp() - (smoothing / vocabulary);
        double loss = 0, likelihood = 0;
        for (int row = 0; row < 5; row++)
        {
            double own = -log[row, labels[row]].item<double>();
            (likelihood, loss) = (likelihood + own, loss + ((1 - smoothing) * own) - (smoothing * log[row].mean().item<double>()));
            wanted[row, labels[row]].sub_(1 - smoothing);
        }

        Assert.Equal(loss, sums.Loss, 1e-5 * Math.Max(1, loss));
        Assert.Equal(likelihood, sums.NegativeLogLikelihood, 1e-5 * Math.Max(1, likelihood));
        Assert.Equal(before.argmax(1).eq(tensor(labels)).sum().item<long>(), sums.Right);
        // bf16: half a unit in the last of eight places.
        TinyModel.Close(wanted * Scale, logits, type == ScalarType.Float32 ? 1e-5 : Scale / 256);
    }

    [Theory, InlineData(ScalarType.Float32), InlineData(ScalarType.BFloat16)]
    public void ForbiddenPiecesCostNothingWithoutSmoothing(ScalarType type)
    {
        using var scope = NewDisposeScope();
        float[,] numbers = new float[1, 40];
        for (int i = 0; i < 40; i++) numbers[0, i] = i % 2 == 0 ? 0 : float.NegativeInfinity;
        Tensor logits = tensor(numbers).to(type);
        CrossEntropyKernel.Sums sums = CrossEntropyKernel.Run(logits, [4], 0, 1);
        Assert.Equal(Math.Log(20), sums.Loss, 1e-6);
        float[] slope = TinyModel.Floats(logits);
        Assert.All(slope, (each, i) => Assert.Equal(i == 4 ? -0.95f : i % 2 == 0 ? 0.05f : 0, each, 0.002f));
    }

    [Fact]
    public void ManyRowsAddUpLikeOne()
    {
        using var scope = NewDisposeScope();
        Tensor row = randn(1, 99, generator: new Generator(4)), many = row.repeat(300, 1);
        CrossEntropyKernel.Sums one = CrossEntropyKernel.Run(row.clone(), [7], 0.1, 1);
        CrossEntropyKernel.Sums all = CrossEntropyKernel.Run(many, Enumerable.Repeat(7L, 300).ToArray(), 0.1, 1);
        Assert.Equal(300 * one.Loss, all.Loss, 1e-8);
        Assert.Equal(0, many.std(0).max().item<float>());
    }
}
