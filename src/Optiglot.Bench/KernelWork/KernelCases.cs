using Optiglot.Kernels;
using Optiglot.Modeling;
using Optiglot.Networks;
using Optiglot.Training;
using static TorchSharp.torch;

namespace Optiglot.Bench;

/// <summary>The kernels by name, each as work for both sides. Tensors live as long as the dispose scope around.</summary>
/// <param name="sizes">Sizes.</param>
/// <param name="type">float32 or bfloat16.</param>
/// <param name="seed">Seed of all inputs.</param>
internal sealed partial class KernelCases(KernelSizes sizes, ScalarType type, ulong seed)
{
    private const double Smoothing = 0.1, Scale = 1, Dropout = 0.1, Rate = 1e-3;
    private const int Beam = 5;

    private readonly Generator random = new(seed, CPU);
    private readonly Random whole = new(unchecked((int)seed));
    private readonly TrainingMode mode = new();

    /// <summary>Names of all kernels.</summary>
    internal static IReadOnlyList<string> Names { get; } =
        ["attention", "step-attention", "norm", "linear", "gru", "cross-entropy", "dropout-mask", "embedding", "exponential", "adamw"];

    private long[] States => [sizes.Sentences, sizes.Length, sizes.Width];

    /// <summary>The work of a kernel.</summary>
    /// <exception cref="ArgumentException">There is no such kernel.</exception>
    internal KernelCase Make(string name) => name switch
    {
        "attention" => Attention(),
        "step-attention" => StepwiseAttention(),
        "norm" => Norm(),
        "linear" => Affine(),
        "gru" => Recurrence(),
        "cross-entropy" => CrossEntropy(),
        "dropout-mask" => Mask(),
        "embedding" => LookUp(),
        "exponential" => Exponential(),
        "adamw" => Optimizer(),
        _ => throw Unknown(name),
    };

    /// <summary>Requires that there is such a kernel.</summary>
    /// <exception cref="ArgumentException">There is not.</exception>
    internal static void Require(string name)
    {
        if (!Names.Contains(name)) throw Unknown(name);
    }

    private static ArgumentException Unknown(string name) => new($"there is no kernel '{name}'; there are {string.Join(", ", Names)}");

    /// <summary>Forward and backward pass within sentences of different lengths.</summary>
    private KernelCase Attention()
    {
        Tensor all = Normal(sizes.Sentences, sizes.Length, 3 * sizes.Width), above = Normal(States), real = Real();
        (KeyMask mask, Tensor bias) = (real.ToKeyMask(), AttentionMath.Bias(real, type));
        return new KernelCase(() => Both(x => FusedAttention.Self(x, sizes.Heads, mask, false, mode, 0)), () => Both(x =>
        {
            Tensor parts = x.view(sizes.Sentences, sizes.Length, 3, sizes.Heads, sizes.Width / sizes.Heads).permute(2, 0, 3, 1, 4);
            return AttentionMath.JoinHeads(matmul(AttentionMath.Scores(parts[0], parts[1], bias).softmax(-1), parts[2]));
        }));

        Tensor[] Both(Func<Tensor, Tensor> attend)
        {
            Tensor x = Leaf(all), y = attend(x);
            autograd.backward([y], [above]);
            return [y, x.grad!];
        }
    }

    /// <summary>A search's step: the hypotheses of every sentence attend to its memory.</summary>
    private KernelCase StepwiseAttention()
    {
        Tensor queries = Normal(sizes.Sentences, Beam, sizes.Width), memory = Normal(sizes.Sentences, sizes.Length, 2 * sizes.Width), real = Real();
        (KeyMask mask, Tensor bias) = (real.ToKeyMask(), AttentionMath.Bias(real, type));
        return new KernelCase(() => [StepAttention.Cross(queries, memory, sizes.Heads, mask)], () =>
        {
            Tensor[] parts = memory.chunk(2, -1);
            Tensor scores = AttentionMath.Scores(AttentionMath.SplitHeads(queries, sizes.Heads), AttentionMath.SplitHeads(parts[0], sizes.Heads), bias);
            return [AttentionMath.JoinHeads(matmul(scores.softmax(-1), AttentionMath.SplitHeads(parts[1], sizes.Heads)))];
        });
    }

    /// <summary>A residual sum and its norm, forward and backward; without dropout, which draws other masks on either side.</summary>
    private KernelCase Norm()
    {
        ParameterDeclarations builder = new();
        LayerNorm norm = new(builder, "norm", sizes.Width, 1e-5);
        ParameterSet parameters = Build(builder);
        var weights = new NormWeights(parameters[norm.Weight], parameters[norm.Bias], norm.Epsilon);
        Tensor stream = Normal(States), added = Normal(States), aboveSum = Normal(States), aboveNormed = Normal(States);
        return new KernelCase(() => Both((x, y) => FusedNorm.Of(x, y, weights, mode, 0)), () => Both((x, y) =>
        {
            Tensor sum = x.Plus(y);
            return (sum, nn.functional.layer_norm(sum, [sizes.Width], weights.Weight.Value, weights.Bias.Value, weights.Epsilon));
        })) { Reset = parameters.ClearGradient, Owned = [parameters], Exact = Exact };

        Tensor[] Exact()
        {
            Tensor[] leaves = [.. ((Tensor[])[stream, added, weights.Weight.Value, weights.Bias.Value])
                .Select(each => each.detach().to(ScalarType.Float32).clone().requires_grad_())];
            Tensor sum = leaves[0].Plus(leaves[1]), normed = nn.functional.layer_norm(sum, [sizes.Width], leaves[2], leaves[3], weights.Epsilon);
            autograd.backward([sum, normed], [aboveSum.to(ScalarType.Float32), aboveNormed.to(ScalarType.Float32)]);
            return [sum, normed, leaves[0].grad!, leaves[1].grad!, cat([leaves[2].grad!, leaves[3].grad!])];
        }

        Tensor[] Both(Func<Tensor, Tensor, (Tensor Sum, Tensor Normed)> add)
        {
            Tensor x = Leaf(stream), y = Leaf(added);
            (Tensor sum, Tensor normed) = add(x, y);
            autograd.backward([sum, normed], [aboveSum, aboveNormed]);
            return [sum, normed, x.grad!, y.grad!, parameters.Gradient];
        }
    }

    /// <summary>An affine map, forward and backward, its parameters' gradients added to what is there.</summary>
    private KernelCase Affine()
    {
        ParameterDeclarations builder = new();
        Linear linear = new(builder, "linear", sizes.Width, sizes.FeedForward, Initialization.Normal(0.05));
        ParameterSet parameters = Build(builder);
        (Parameter weight, Parameter bias) = (parameters.All[0], parameters.All[1]);
        Tensor states = Normal(States), above = Normal(sizes.Sentences, sizes.Length, sizes.FeedForward);
        return new KernelCase(() => Both(x => new TorchOps(parameters, mode).Linear(x, linear)), () =>
            Both(x => nn.functional.linear(x, weight.Value, bias.Value)))
        {
            Reset = parameters.ClearGradient, Owned = [parameters],
        };

        Tensor[] Both(Func<Tensor, Tensor> map)
        {
            Tensor x = Leaf(states), y = map(x);
            autograd.backward([y], [above]);
            return [y, x.grad!, parameters.Gradient];
        }
    }

    /// <summary>Label-smoothed loss of logits and its gradient; ours, which writes over the logits, makes a copy of them first.</summary>
    private KernelCase CrossEntropy()
    {
        long[] pieces = Pieces();
        Tensor logits = Normal(sizes.Places, sizes.Vocabulary), labels = tensor(pieces);
        return new KernelCase(() =>
        {
            Tensor own = logits.clone();
            CrossEntropyKernel.Sums sums = CrossEntropyKernel.Run(own.bytes, own.IsBFloat16(), sizes.Vocabulary, pieces, Smoothing, Scale);
            return [own, tensor(new[] { sums.Loss, sums.NegativeLogLikelihood, sums.Right })];
        }, () =>
        {
            Tensor sums = zeros([3], ScalarType.Float64);
            return [FusedCrossEntropy.InTensors(logits, labels, Smoothing, Scale, sums), sums];
        });
    }

    /// <summary>A mask of random zeros: both sides agree on its mean and its mean square.</summary>
    private KernelCase Mask()
    {
        Tensor all = ones(States, type, CPU);
        ulong key = seed;
        return new KernelCase(() =>
        {
            Tensor mask = empty(States, type, CPU);
            DropoutMask.Fill(mask.bytes, mask.IsBFloat16(), Dropout, key++);
            return [mask];
        }, () => [nn.functional.dropout(all, Dropout, training: true)])
        {
            Compared = mask => stack([mask.to(ScalarType.Float64).mean(), mask.to(ScalarType.Float64).square().mean()]),
            // Eight standard deviations of the difference of two such means, and bf16's rounding of 1 / (1 − p) squared.
            Tolerance = (8 * Math.Sqrt(2 * Dropout / (1 - Dropout) / all.numel())) + (type == ScalarType.BFloat16 ? 2.0 / 256 : 0),
        };
    }

    /// <summary>Looking rows up, and adding their gradient to the table's.</summary>
    private KernelCase LookUp()
    {
        ParameterDeclarations builder = new();
        Embedding embedding = new(builder, "table", sizes.Vocabulary, sizes.Width, 1);
        ParameterSet parameters = Build(builder);
        Tensor ids = tensor(Pieces()), above = Normal(sizes.Places, sizes.Width);
        return new KernelCase(() => Both(new TorchOps(parameters, mode).Embed(ids, embedding)), () =>
            Both(parameters[embedding.Table].Value.index_select(0, ids)))
        {
            Reset = parameters.ClearGradient, Owned = [parameters],
        };

        Tensor[] Both(Tensor rows)
        {
            autograd.backward([rows], [above]);
            return [rows, parameters.Gradient];
        }
    }

    /// <summary>e^x of numbers below 0, in float32 whatever the format.</summary>
    private KernelCase Exponential()
    {
        Tensor numbers = rand(States, ScalarType.Float32, CPU, generator: random).Times(-80);
        return new KernelCase(() =>
        {
            Tensor results = empty_like(numbers);
            ExponentialLoop.Run(numbers.Floats(), results.Floats(), sizes.Width);
            return [results];
        }, () => [numbers.exp()]);
    }

    /// <summary>A step of AdamW with clipping over a table's parameters.</summary>
    private KernelCase Optimizer()
    {
        (AdamW Optimizer, ParameterSet Parameters) own = Make(false), other = Make(true);
        Tensor gradient = Normal(own.Parameters.Size);
        return new KernelCase(() => Step(own), () => Step(other))
        {
            Reset = () =>
            {
                own.Parameters.Gradient.copy_(gradient);
                other.Parameters.Gradient.copy_(gradient);
            },
            Owned = [own.Optimizer, other.Optimizer, own.Parameters, other.Parameters],
        };

        Tensor[] Step((AdamW Optimizer, ParameterSet Parameters) side)
        {
            side.Optimizer.Step(Rate);
            return [side.Parameters.Master, side.Optimizer.Mean, side.Optimizer.Variance];
        }

        (AdamW, ParameterSet) Make(bool inTensors)
        {
            ParameterDeclarations builder = new();
            builder.Add("table", Initialization.Normal(1), sizes.Vocabulary, sizes.Width);
            ParameterSet parameters = new ParameterSet(builder, type, CPU, seed);
            Dictionary<ParameterGroup, double> rates = new() { [builder.Group] = 1 };
            return (new AdamW(parameters, new AdamWOptions(), rates) { InTensors = inTensors }, parameters);
        }
    }

    private ParameterSet Build(ParameterDeclarations builder) => new ParameterSet(builder, type, CPU, seed);

    private Tensor Normal(params long[] shape) => randn(shape, ScalarType.Float32, CPU, generator: random).to(type);

    private long[] Pieces() => [.. Enumerable.Range(0, sizes.Places).Select(_ => whole.NextInt64(sizes.Vocabulary))];

    // Sentences of all lengths from half the longest on, bool [sentences, length].
    private Tensor Real()
    {
        int[] lengths = [.. Enumerable.Range(0, sizes.Sentences).Select(_ => whole.Next(sizes.Length / 2, sizes.Length + 1))];
        return tensor([.. lengths.SelectMany(length => Enumerable.Range(0, sizes.Length).Select(place => place < length))]).view(sizes.Sentences, sizes.Length);
    }

    private static Tensor Leaf(Tensor x) => x.detach().requires_grad_(true);
}
