using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Modeling.Tests;

/// <summary>Our gradient of look-ups against autograd's.</summary>
public class EmbeddingGradientTests
{
    public static TheoryData<ScalarType, int, int, int> Shapes => new()
    {
        { ScalarType.Float32, 7, 5, 3 }, { ScalarType.Float32, 50, 48, 400 }, { ScalarType.Float32, 300, 130, 5000 }, { ScalarType.BFloat16, 9, 17, 20 },
        { ScalarType.BFloat16, 300, 128, 5000 },
    };

    [Theory, MemberData(nameof(Shapes))]
    public void IsThatOfAutograd(ScalarType type, int count, int width, int places)
    {
        using var scope = NewDisposeScope();
        (Embedding embedding, ParameterSet parameters) = Make(type, count, width);
        using (parameters)
        {
            // Twice, as source and target share a table; the gradient adds up.
            Tensor first = Draw(count, places, 1), second = Draw(count, 2 * (places / 2), 2).view(2, -1);
            Tensor above = randn([places, width], generator: new Generator(3)).to(type),
                others = randn([2, places / 2, width], generator: new Generator(4)).to(type);
            autograd.backward([Rows(parameters, embedding, first), Rows(parameters, embedding, second)], [above, others]);

            Tensor table = parameters[embedding.Table].Value.detach().to(ScalarType.Float64).requires_grad_(true);
            autograd.backward([table.index_select(0, first), table.index_select(0, second.view(-1)).view(2, -1, width)],
                [above.to(ScalarType.Float64), others.to(ScalarType.Float64)]);
            double relative = ((parameters[embedding.Table].Gradient.to(ScalarType.Float64) - table.grad!).norm() / table.grad!.norm()).item<double>();
            Assert.InRange(relative, 0, type == ScalarType.BFloat16 ? 4e-3 : 1e-6);
        }
    }

    [Fact]
    public void GoesOnThroughWhatFollows()
    {
        using var scope = NewDisposeScope();
        (Embedding embedding, ParameterSet parameters) = Make(ScalarType.Float32, 6, 20);
        using (parameters)
        {
            Tensor ids = tensor(new long[] { 3, 3, 1 });
            ((Rows(parameters, embedding, ids) * 2).relu() * parameters[embedding.Table].Value.sum()).sum().backward();

            Tensor table = parameters[embedding.Table].Value.detach().clone().requires_grad_(true);
            ((table.index_select(0, ids) * 2).relu() * table.sum()).sum().backward();
            Assert.True(parameters[embedding.Table].Gradient.allclose(table.grad!, 1e-5, 1e-5));
        }
    }

    [Fact]
    public void AFrozenTableHasNone()
    {
        using var scope = NewDisposeScope();
        (Embedding embedding, ParameterSet parameters) = Make(ScalarType.Float32, 6, 20);
        using (parameters)
        {
            parameters.SetTrainable(ParameterGroup.Encoder, false);
            Assert.False(Rows(parameters, embedding, tensor(new long[] { 1, 2 })).requires_grad);
            parameters.SetTrainable(ParameterGroup.Encoder, true);
            using (no_grad()) Assert.False(Rows(parameters, embedding, tensor(new long[] { 1, 2 })).requires_grad);
            Assert.Equal(0, parameters[embedding.Table].Gradient.abs().sum().item<float>());
        }
    }

    [Fact]
    public void ManyStepsLeaveNothingBehind()
    {
        (Embedding embedding, ParameterSet parameters) = Make(ScalarType.Float32, 50, 32);
        using (parameters)
        {
            for (int step = 0; step < 200; step++)
            {
                using var scope = NewDisposeScope();
                Tensor rows = Rows(parameters, embedding, Draw(50, 64, step));
                autograd.backward([rows], [ones_like(rows)]);
            }

            // 200 steps of 64 rows, each with a gradient of ones.
            Assert.Equal(200 * 64 * 32, parameters[embedding.Table].Gradient.sum().item<float>());
        }
    }

    private static Tensor Rows(ParameterSet parameters, Embedding embedding, Tensor ids)
    {
        using var ops = new TorchOps(parameters, new TrainingMode());
        return ops.Embed(ids, embedding);
    }

    private static (Embedding Embedding, ParameterSet Parameters) Make(ScalarType type, int count, int width)
    {
        ParameterDeclarations builder = new();
        Embedding embedding = new(builder, "table", count, width, 1);
        return (embedding, new ParameterSet(builder, type, CPU, 1));
    }

    // Some rows often, some never.
    private static Tensor Draw(int count, int places, int seed)
    {
        var random = new Random(seed);
        return tensor(Enumerable.Range(0, places).Select(_ => (long)(count * Math.Pow(random.NextDouble(), 3))).ToArray());
    }
}
