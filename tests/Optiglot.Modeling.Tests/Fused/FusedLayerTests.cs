using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Modeling.Tests.Fused;

/// <summary>Fused steps against libtorch's own operations and their gradients.</summary>
public class FusedLayerTests
{
    [Theory]
    [InlineData(1, 16)]
    [InlineData(300, 48)]
    public void AResidualSumAndItsNormEqualTheirFormula(int rows, int width)
    {
        using var scope = NewDisposeScope();
        var builder = new ParameterDeclarations();
        var norm = new LayerNorm(builder, "norm", width, 1e-5);
        using ParameterSet parameters = new ParameterSet(builder, ScalarType.Float32, CPU, 1);
        Shake(parameters);
        Tensor x = Random([rows, width], 1), y = Random([rows, width], 2), twinX = Twin(x), twinY = Twin(y);
        Tensor weight = Twin(parameters[norm.Weight].Value), bias = Twin(parameters[norm.Bias].Value);
        using var ops = new TorchOps(parameters, new TrainingMode());
        var stream = new ResidualStream<Tensor>(ops, x, 0.5);
        stream.Add(y.alias());
        Tensor normed = stream.Normalized(norm), sum = twinX + twinY, expected = nn.functional.layer_norm(sum, [width], weight, bias, 1e-5);
        Near(expected, normed);
        Near(sum, stream.Value);
        Tensor probe = Random([rows, width], 3).detach();
        ((normed * probe).sum() + (stream.Value * probe.square()).sum()).backward();
        ((expected * probe).sum() + (sum * probe.square()).sum()).backward();
        Near(twinX.grad!, x.grad!);
        Near(twinY.grad!, y.grad!);
        Near(weight.grad!, parameters[norm.Weight].Gradient, 2e-4f);
        Near(bias.grad!, parameters[norm.Bias].Gradient, 2e-4f);
    }

    [Fact]
    public void DropoutInAResidualSumHasTheSameMaskInBothPasses()
    {
        using var scope = NewDisposeScope();
        var builder = new ParameterDeclarations();
        var norm = new LayerNorm(builder, "norm", 64, 1e-5);
        using ParameterSet parameters = new ParameterSet(builder, ScalarType.Float32, CPU, 1);
        TrainingMode mode = new();
        mode.BeginStep(1, 1);
        Tensor x = zeros([500, 64], requires_grad: true), y = ones([500, 64], requires_grad: true);
        using var ops = new TorchOps(parameters, mode);
        var stream = new ResidualStream<Tensor>(ops, x, 0.25);
        stream.Add(y.alias());
        _ = stream.Normalized(norm);
        stream.Value.sum().backward();
        // x is 0 and y is 1: the sum is the mask, and so is the gradient of y.
        Near(stream.Value, y.grad!, 0);
        Assert.Equal(0.25, TinyModel.Floats(y.grad!).Count(each => each == 0) / 32000.0, 0.01);
        Assert.Equal([0, 1 / 0.75f], TinyModel.Floats(y.grad!).Distinct().Order());
    }

    [Theory]
    [InlineData(1, 3, 5)]
    [InlineData(700, 33, 48)]
    public void AnAffineMapAddsItsGradientsToWhatIsThere(int rows, int inputs, int outputs)
    {
        using var scope = NewDisposeScope();
        var builder = new ParameterDeclarations();
        var linear = new Linear(builder, "linear", inputs, outputs, Initialization.Normal(0.3));
        using ParameterSet parameters = new ParameterSet(builder, ScalarType.Float32, CPU, 1);
        Shake(parameters);
        Tensor x = Random([rows, inputs], 1), twin = Twin(x), weight = Twin(parameters.All[0].Value), bias = Twin(parameters.All[1].Value);
        using var ops = new TorchOps(parameters, new TrainingMode());
        Tensor y = ops.Linear(x, linear), expected = nn.functional.linear(twin, weight, bias);
        Near(expected, y);
        Tensor probe = Random([rows, outputs], 3).detach();
        (y * probe).sum().backward();
        (ops.Linear(x, linear) * probe).sum().backward();
        (expected * probe * 2).sum().backward();
        Near(twin.grad!, x.grad!, 1e-4f);
        Near(weight.grad!, parameters.All[0].Gradient, 2e-3f);
        Near(bias.grad!, parameters.All[1].Gradient, 2e-3f);
    }

    [Fact]
    public void AFrozenMapPassesTheGradientOnAndKeepsNone()
    {
        using var scope = NewDisposeScope();
        var builder = new ParameterDeclarations { Group = ParameterGroup.Encoder };
        var linear = new Linear(builder, "linear", 16, 16, Initialization.Normal(0.3));
        using ParameterSet parameters = new ParameterSet(builder, ScalarType.Float32, CPU, 1);
        parameters.SetTrainable(ParameterGroup.Encoder, false);
        Tensor x = Random([4, 16], 1);
        using var ops = new TorchOps(parameters, new TrainingMode());
        ops.Linear(x, linear).sum().backward();
        Assert.True(x.grad!.abs().sum().item<float>() > 0);
        Assert.Equal(0, parameters.Gradient.abs().sum().item<float>());
    }

    private static void Shake(ParameterSet parameters)
    {
        using var quiet = no_grad();
        parameters.Working.add_(randn(parameters.Size, generator: new Generator(11, CPU)) * 0.1);
    }

    private static Tensor Random(long[] shape, ulong seed) => randn(shape, generator: new Generator(seed, CPU)).requires_grad_(true);

    private static Tensor Twin(Tensor x) => x.detach().clone().requires_grad_(true);

    private static void Near(Tensor expected, Tensor actual, float tolerance = 2e-5f)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.Equal(0, (expected - actual).abs().max().to(ScalarType.Float32).item<float>(), tolerance);
    }
}
