using Optiglot.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace Optiglot.Modeling.Tests.Fused;

/// <summary>Against the same formula in libtorch's own operations.</summary>
public class FusedAttentionTests
{
    private const int Heads = 2;

    [Theory]
    [InlineData(1, 1, 32, false)]
    [InlineData(3, 5, 32, true)]
    [InlineData(2, 16, 64, true)]
    [InlineData(2, 33, 32, false)]
    public void AttentionWithinATextEqualsItsFormula(int batch, int length, int width, bool causal)
    {
        using var scope = NewDisposeScope();
        Tensor all = Random([batch, length, 3 * width], 1), twin = all.detach().clone().requires_grad_(true), real = Real(batch, length);
        KeyMask? mask = causal ? null : real.ToKeyMask();
        Tensor result = FusedAttention.Self(all, Heads, mask, causal, new TrainingMode(), 0.5);
        Tensor[] parts = twin.chunk(3, -1);
        Tensor expected = Plain(parts[0], parts[1], parts[2],
            causal ? AttentionMath.Causal(length, ScalarType.Float32, CPU) : AttentionMath.Bias(real, ScalarType.Float32));
        Near(expected, result);
        Backward(result, expected);
        Near(twin.grad!, all.grad!);
    }

    [Theory]
    [InlineData(1, 1, 1, 32)]
    [InlineData(3, 7, 18, 32)]
    [InlineData(2, 40, 5, 128)]
    public void AttentionToAMemoryEqualsItsFormula(int batch, int length, int source, int width)
    {
        using var scope = NewDisposeScope();
        Tensor queries = Random([batch, length, width], 2), memory = Random([batch, source, 2 * width], 3), real = Real(batch, source);
        Tensor twinQueries = queries.detach().clone().requires_grad_(true), twinMemory = memory.detach().clone().requires_grad_(true);
        Tensor result = FusedAttention.Cross(queries, memory, Heads, real.ToKeyMask(), new TrainingMode(), 0);
        Tensor[] parts = twinMemory.chunk(2, -1);
        Tensor expected = Plain(twinQueries, parts[0], parts[1], AttentionMath.Bias(real, ScalarType.Float32));
        Near(expected, result);
        Backward(result, expected);
        Near(twinQueries.grad!, queries.grad!);
        Near(twinMemory.grad!, memory.grad!);
    }

    [Fact]
    public void GradientsWithDropoutAreThoseOfTheSameMask()
    {
        using var scope = NewDisposeScope();
        TrainingMode mode = new();
        Tensor all = Random([2, 6, 3 * 32], 4), direction = Random(all.shape, 5).detach(), weights = Random([2, 6, 32], 6).detach();
        Tensor Loss(Tensor x)
        {
            mode.BeginStep(7, 1);
            return (FusedAttention.Self(x, Heads, null, false, mode, 0.4) * weights).sum();
        }

        Loss(all).backward();
        float gradient = (all.grad! * direction).sum().ToSingle();
        const float Step = 1e-2f;
        using var quiet = no_grad();
        float difference = (Loss(all + (direction * Step)) - Loss(all - (direction * Step))).ToSingle() / (2 * Step);
        Assert.Equal(difference, gradient, 0.01f * Math.Max(1, Math.Abs(gradient)));
    }

    [Fact]
    public void DropoutDropsThatManyWeightsAndKeepsTheMean()
    {
        using var scope = NewDisposeScope();
        TrainingMode mode = new();
        mode.BeginStep(3, 9);
        const int Length = 64, Batch = 50;
        // Equal scores and values of 1: an output is the part of the weights that was kept, times 1 / (1 − p).
        Tensor all = cat([zeros(Batch, Length, 64), ones(Batch, Length, 32)], -1);
        float[] kept = TinyModel.Floats(FusedAttention.Self(all, Heads, null, false, mode, 0.25).select(2, 0));
        Assert.Equal(1, kept.Average(each => (double)each), 0.01);
        double variance = kept.Average(each => (each - 1.0) * (each - 1.0));
        Assert.Equal(0.25 / 0.75 / Length, variance, 0.0008);
    }

    [Fact]
    public void BFloat16IsTheSameWithinItsRounding()
    {
        using var scope = NewDisposeScope();
        Tensor all = Random([4, 19, 3 * 32], 8), half = all.detach().to(ScalarType.BFloat16).requires_grad_(true);
        Tensor result = FusedAttention.Self(all, Heads, null, true, new TrainingMode(), 0),
            halfResult = FusedAttention.Self(half, Heads, null, true, new TrainingMode(), 0);
        Near(result, halfResult.to(ScalarType.Float32), 0.03f);
        Backward(result, halfResult);
        Near(all.grad!, half.grad!.to(ScalarType.Float32), 0.05f);
    }

    private static Tensor Plain(Tensor queries, Tensor keys, Tensor values, Tensor bias)
    {
        Tensor weights = AttentionMath.Scores(AttentionMath.SplitHeads(queries, Heads), AttentionMath.SplitHeads(keys, Heads), bias).softmax(-1);
        return AttentionMath.JoinHeads(matmul(weights, AttentionMath.SplitHeads(values, Heads)));
    }

    private static void Backward(Tensor one, Tensor other)
    {
        Tensor above = Random(one.shape, 99).detach();
        one.backward([above.to(one.dtype)]);
        other.backward([above.to(other.dtype)]);
    }

    private static Tensor Random(long[] shape, long seed) => randn(shape, generator: new Generator((ulong)seed, CPU)).requires_grad_(true);

    // Every sentence has its first place; the last sentence all of them.
    private static Tensor Real(int batch, int length)
    {
        Tensor ends = arange(1, batch + 1).to(ScalarType.Float32) * length / batch;
        return arange(length).unsqueeze(0).to(ScalarType.Float32).lt(ends.ceil().unsqueeze(1));
    }

    private static void Near(Tensor expected, Tensor actual, float tolerance = 2e-5f)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.Equal(0, (expected - actual).abs().max().ToSingle(), tolerance);
    }
}
