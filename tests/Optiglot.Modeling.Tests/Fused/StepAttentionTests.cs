using static TorchSharp.torch;

namespace Optiglot.Modeling.Tests.Fused;

/// <summary>A search's attention against the same in plain tensor operations.</summary>
public class StepAttentionTests
{
    private const int Heads = 3, Depth = 32, Width = Heads * Depth;

    [Theory]
    [InlineData(1, ScalarType.Float32, 1e-5)]
    [InlineData(1, ScalarType.BFloat16, 2e-2)]
    [InlineData(200, ScalarType.Float32, 1e-5)]
    public void HypothesesSeeTheirOwnPastThroughReorderedAndShrunkBeams(int copies, ScalarType type, double tolerance)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        Generator random = new(5);
        BeamHistory history = new();
        List<Tensor> steps = [];
        Tensor keys = empty([6 * copies, Heads, 0, Depth]), values = empty([6 * copies, Heads, 0, Depth]);
        foreach (long[] each in (long[][])[[0, 0, 2, 1, 4, 4], [5, 3, 3], [0, 1, 2], [2, 0, 0], [1]])
        {
            long rowsACopy = keys.shape[0] / copies;
            long[] rows = [.. Enumerable.Range(0, copies).SelectMany(copy => each.Select(row => (copy * rowsACopy) + row))];
            Tensor all = randn([keys.shape[0], 1, 3 * Width], generator: random).to(type);
            steps.Add(all);
            history.Append((int)keys.shape[0]);
            Tensor[] parts = [.. all.to(ScalarType.Float32).chunk(3, -1).Select(part => AttentionMath.SplitHeads(part, Heads))];
            (keys, values) = (cat([keys, parts[1]], 2), cat([values, parts[2]], 2));
            Tensor expected = AttentionMath.JoinHeads(matmul(AttentionMath.Scores(parts[0], keys, null).softmax(-1), values));
            Near(expected, StepAttention.Self(steps, history, Heads), tolerance);
            history.Select(rows);
            (keys, values) = (keys.index_select(0, tensor(rows)), values.index_select(0, tensor(rows)));
        }
    }

    [Theory]
    [InlineData(2, 7, ScalarType.Float32, 1e-5)]
    [InlineData(2, 7, ScalarType.BFloat16, 2e-2)]
    [InlineData(40, 50, ScalarType.Float32, 1e-5)]
    public void MaskedPlacesOfTheMemoryAreNotSeen(int batch, int source, ScalarType type, double tolerance)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        Generator random = new(5);
        Tensor queries = randn([batch, 5, Width], generator: random).to(type), memory = randn([batch, source, 2 * Width], generator: random).to(type);
        // The last sentence has nothing real: it sees everything evenly.
        bool[] real = [.. Enumerable.Range(0, batch * source).Select(i => i / source < batch - 1 && (i % source < 2 || i % 3 > 0))];
        Tensor mask = tensor(real).view(batch, source);
        Tensor[] both = [.. memory.to(ScalarType.Float32).chunk(2, -1).Select(part => AttentionMath.SplitHeads(part, Heads))];
        Tensor scores = AttentionMath.Scores(AttentionMath.SplitHeads(queries.to(ScalarType.Float32), Heads), both[0],
            AttentionMath.Bias(mask, ScalarType.Float32));
        Tensor actual = StepAttention.Cross(queries, memory, Heads, mask.ToKeyMask());
        Near(AttentionMath.JoinHeads(matmul(scores.softmax(-1), both[1])), actual, tolerance);
        Near(actual.to(ScalarType.Float32), FusedAttention.Cross(queries, memory, Heads, mask.ToKeyMask(), new TrainingMode(), 0.5), 0);
    }

    private static void Near(Tensor expected, Tensor actual, double tolerance)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.InRange((expected - actual.to(ScalarType.Float32)).abs().max().item<float>(), 0, tolerance);
    }
}
