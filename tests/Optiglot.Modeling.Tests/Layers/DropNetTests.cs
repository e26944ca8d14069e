using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Modeling.Tests;

public class DropNetTests
{
    /// <summary>In training a layer has one of its two attentions alone, or their mean, as p says.</summary>
    [Theory, InlineData(0.0), InlineData(0.5), InlineData(1.0)]
    public void DropNetTakesOneOfBothAsOftenAsItSays(double probability)
    {
        const int Steps = 4000;
        using var scope = NewDisposeScope();
        var mode = new TrainingMode();
        using var parameters = new ParameterSet(new ParameterDeclarations(), ScalarType.Float32, CPU, 1);
        using var ops = new TorchOps(parameters, mode);
        Tensor a = zeros(1, 1, 2), b = ones(1, 1, 2);
        Assert.Equal(0.5f, ops.DropNet(a, b, probability).mean().item<float>());
        Dictionary<float, int> counts = new() { [0] = 0, [0.5f] = 0, [1] = 0 };
        for (int step = 0; step < Steps; step++)
        {
            using var inner = NewDisposeScope();
            mode.BeginStep(5, step);
            counts[ops.DropNet(a, b, probability).mean().item<float>()]++;
        }

        Assert.Equal(probability / 2, counts[0] / (double)Steps, 0.03);
        Assert.Equal(probability / 2, counts[1] / (double)Steps, 0.03);
        mode.Evaluate();
        Assert.Equal(0.5f, ops.DropNet(a, b, probability).mean().item<float>());
    }
}
