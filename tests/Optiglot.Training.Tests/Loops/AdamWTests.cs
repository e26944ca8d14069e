using Optiglot.Modeling;
using Optiglot.Networks;
using Optiglot.Modeling.Tests;
using static TorchSharp.torch;

namespace Optiglot.Training.Tests.Loops;

public class AdamWTests
{
    private static readonly Dictionary<ParameterGroup, double> DecoderOnly = new() { [ParameterGroup.Decoder] = 1 };

    [Theory]
    [InlineData("free", 0, ScalarType.Float32)]
    [InlineData("clipped", 1, ScalarType.Float32)]
    [InlineData("free", 0, ScalarType.BFloat16)]
    [InlineData("clipped", 1, ScalarType.BFloat16)]
    [InlineData("free", 0, ScalarType.Float32, true)]
    [InlineData("clipped", 1, ScalarType.BFloat16, true)]
    public void FiveStepsEqualPyTorchs(string @case, double clip, ScalarType type, bool inTensors = false)
    {
        using var scope = NewDisposeScope();
        using var golden = new Golden("adamw");
        var builder = new ParameterDeclarations { Group = ParameterGroup.Decoder };
        ParameterDeclaration[] declared = [Add("a", 5, 7), Add("b", 7), Add("c", 3, 4), Add("d", 3)];
        using var parameters = new ParameterSet(builder, type, CPU, 1);
        Parameter[] all = [.. declared.Select(each => parameters[each])];
        using (no_grad())
            foreach (Parameter each in all) parameters.MasterOf(each.Name).copy_(golden.Input(each.Name));
        parameters.RefreshWorking();
        using var optimiser = new AdamW(parameters, new AdamWOptions { WeightDecay = 0.1, ClipNorm = clip }, DecoderOnly) { InTensors = inTensors };
        for (int step = 0; step < 5; step++)
        {
            foreach (Parameter each in all) each.Gradient.copy_(golden.Input($"gradient.{step}.{each.Name}"));
            Assert.Equal(golden.Expected($"{@case}.{step}.norm").item<float>(), optimiser.Step(0.01 * (step + 1)).item<double>(), 1e-4);
            foreach (Parameter each in all) golden.Close($"{@case}.{step}.{each.Name}", parameters.MasterOf(each.Name));
            Assert.Equal(0, parameters.Gradient.abs().max().to(ScalarType.Float32).item<float>());
            Assert.True(parameters.Working.eq(parameters.Master.to(type)).all().item<bool>());
        }

        ParameterDeclaration Add(string name, params long[] shape) => builder.Add(name, Initialization.Zero, shape);
    }

    [Theory, InlineData(ScalarType.Float32, false), InlineData(ScalarType.BFloat16, false), InlineData(ScalarType.Float32, true)]
    public void ManyBlocksAndGroupsEqualTheSlowTwin(ScalarType type, bool inTensors)
    {
        using var scope = NewDisposeScope();
        var builder = new ParameterDeclarations { Group = ParameterGroup.Encoder };
        builder.Add("frozen", Initialization.Normal(1), 10, 10);
        builder.Group = ParameterGroup.PretrainingHead;
        builder.Add("head", Initialization.Normal(1), 33, 5);
        builder.Group = ParameterGroup.Decoder;
        builder.Add("bias", Initialization.Normal(1), 77);
        builder.Add("table", Initialization.Normal(1), 450, 333);
        using ParameterSet parameters = new ParameterSet(builder, type, CPU, 1);
        var options = new AdamWOptions { WeightDecay = 0.2, ClipNorm = 3 };
        var rates = new Dictionary<ParameterGroup, double> { [ParameterGroup.PretrainingHead] = 0.1, [ParameterGroup.Decoder] = 1 };
        using var optimiser = new AdamW(parameters, options, rates) { InTensors = inTensors };
        Tensor frozen = parameters.MasterOf("frozen").clone();
        string[] names = ["head", "bias", "table"];
        Tensor[] values = [.. names.Select(name => parameters.MasterOf(name).to(ScalarType.Float64).clone())];
        Tensor[] means = [.. values.Select(value => zeros_like(value))], squares = [.. values.Select(value => zeros_like(value))];
        var generator = new Generator(8);
        for (int step = 1; step <= 3; step++)
        {
            foreach (Parameter each in parameters.All) each.Gradient.copy_(randn([.. each.Shape], generator: generator));
            Tensor[] gradients = [.. names.Select(name => parameters.All.Single(each => each.Name == name).Gradient.to(ScalarType.Float64).clone())];
            double norm = Math.Sqrt(gradients.Sum(gradient => gradient.pow(2).sum().item<double>()));
            Assert.Equal(norm, optimiser.Step(0.05).item<double>(), 1e-5 * norm);
            for (int i = 0; i < 3; i++)
            {
                double rate = 0.05 * (i == 0 ? 0.1 : 1);
                Tensor gradient = gradients[i] * (3 / norm);
                means[i] = (means[i] * 0.9) + (gradient * 0.1);
                squares[i] = (squares[i] * 0.98) + (gradient.pow(2) * 0.02);
                Tensor move = means[i] / (1 - Math.Pow(0.9, step)) / ((squares[i] / (1 - Math.Pow(0.98, step))).sqrt() + 1e-8);
                values[i] = (values[i] * (i == 1 ? 1 : 1 - (rate * 0.2))) - (move * rate);
                Assert.Equal(0, (values[i] - parameters.MasterOf(names[i])).abs().max().item<double>(), 1e-5);
            }
        }

        Assert.Equal(3, optimiser.Steps);
        Assert.True(frozen.eq(parameters.MasterOf("frozen")).all().item<bool>());
        Assert.True(parameters.Working.eq(parameters.Master.to(type)).all().item<bool>());
    }

    [Theory, InlineData(float.NaN), InlineData(float.PositiveInfinity)]
    public void AGradientThatIsNotFiniteChangesNothing(float bad)
    {
        using var scope = NewDisposeScope();
        var builder = new ParameterDeclarations { Group = ParameterGroup.Decoder };
        ParameterDeclaration declared = builder.Add("table", Initialization.Normal(1), 20, 20);
        using var parameters = new ParameterSet(builder, ScalarType.Float32, CPU, 1);
        Parameter table = parameters[declared];
        using var optimiser = new AdamW(parameters, new AdamWOptions(), DecoderOnly);
        Tensor before = parameters.Master.clone();
        table.Gradient[3, 4].fill_(bad);
        Assert.Contains("step 1", Assert.Throws<DivergenceException>(() => optimiser.Step(1)).Message);
        Assert.True(before.eq(parameters.Master).all().item<bool>());
        Assert.Equal(0, optimiser.Steps);
        Assert.Equal(0, optimiser.Mean.abs().max().item<float>());
    }

    // A device's error comes later, when its numbers are read.
    [Theory, InlineData(float.NaN), InlineData(float.PositiveInfinity)]
    public void OnADeviceAGradientThatIsNotFiniteCountsAsNothingAndIsTold(float bad)
    {
        using var scope = NewDisposeScope();
        var builder = new ParameterDeclarations { Group = ParameterGroup.Decoder };
        ParameterDeclaration declared = builder.Add("table", Initialization.Normal(1), 20, 20);
        using var parameters = new ParameterSet(builder, ScalarType.Float32, CPU, 1);
        Parameter table = parameters[declared];
        using var optimiser = new AdamW(parameters, new AdamWOptions { WeightDecay = 0 }, DecoderOnly) { InTensors = true };
        Tensor before = parameters.Master.clone();
        table.Gradient[3, 4].fill_(bad);
        using StepSums sums = new();
        sums.Add(StepSums.Norm, optimiser.Step(1));
        Assert.True(before.eq(parameters.Master).all().item<bool>());
        Assert.Contains("step 7", Assert.Throws<DivergenceException>(() => LoopReporter.Check(sums, new LoopState { Step = 7 })).Message);
    }
}
