using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Modeling.Tests.Parity;

/// <summary>Output layer and label-smoothed cross-entropy in one against PyTorch's two.</summary>
public class LossParityTests
{
    [Theory]
    [InlineData("plain", 0.0, ScalarType.Float32)]
    [InlineData("smoothed", 0.1, ScalarType.Float32)]
    [InlineData("plain", 0.0, ScalarType.BFloat16)]
    [InlineData("smoothed", 0.1, ScalarType.BFloat16)]
    public void FusedCrossEntropyEqualsCrossEntropy(string @case, double smoothing, ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var golden = new Golden("cross-entropy", type);
        var builder = new ParameterDeclarations();
        ParameterDeclaration tableName = builder.Add("output.weight", Initialization.Zero, 37, 6),
            biasName = builder.Add("output.bias", Initialization.Zero, 37);
        using ParameterSet parameters = new ParameterSet(builder, type, CPU, 1);
        golden.Fill(parameters);
        (Parameter table, Parameter bias) = (parameters[tableName], parameters[biasName]);
        Tensor hidden = golden.Input("hidden"), labels = golden.Input("labels");
        LossTerms terms = FusedCrossEntropy.Compute(hidden, table, bias, labels, smoothing, 0.25);
        golden.Close(@case, terms.Sum);
        golden.Close("nll", terms.NegativeLogLikelihood);
        golden.Close("right", terms.Right);
        Assert.Equal(9, terms.Count);
        using (no_grad()) hidden.grad = terms.HiddenGradient;
        golden.CloseGradients(@case, parameters, ("hidden", hidden));
        LossTerms silent = FusedCrossEntropy.Compute(hidden, table, bias, labels, smoothing, null);
        Assert.Null(silent.HiddenGradient);
        Assert.Equal(terms.Sum.item<double>(), silent.Sum.item<double>());
    }

    [Fact]
    public void LabelsOutsideTheVocabularyAreRefused()
    {
        using var scope = NewDisposeScope();
        var builder = new ParameterDeclarations();
        ParameterDeclaration name = builder.Add("output.weight", Initialization.Zero, 5, 2);
        using ParameterSet parameters = new ParameterSet(builder, ScalarType.Float32, CPU, 1);
        Parameter table = parameters[name];
        Assert.Throws<ArgumentException>(() => FusedCrossEntropy.Compute(zeros(1, 2), table, null, tensor(new long[] { 5 }), 0, 1));
        Assert.Throws<ArgumentException>(() => FusedCrossEntropy.Compute(zeros(1, 2), table, null, tensor(new long[] { -1 }), 0, 1));
        Assert.Throws<ArgumentException>(() => FusedCrossEntropy.Compute(zeros(1, 2), table, null, tensor(new int[] { 1 }), 0, 1));
        Assert.Throws<ArgumentException>(() => FusedCrossEntropy.Compute(zeros(1, 3), table, null, tensor(new long[] { 1 }), 0, 1));
    }
}
