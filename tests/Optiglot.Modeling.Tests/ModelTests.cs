using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Modeling.Tests;

public class ModelTests
{
    public static TheoryData<CrossAttentionKind, NormPlacement> Kinds => new(
        from kind in Enum.GetValues<CrossAttentionKind>() from norm in Enum.GetValues<NormPlacement>() select (kind, norm));

    [Theory, MemberData(nameof(Kinds))]
    public void StepwiseDecodingEqualsTeacherForcing(CrossAttentionKind kind, NormPlacement norm)
    {
        using var scope = NewDisposeScope();
        using TranslationModel model = TinyModel.Create(TinyModel.Options(kind, norm));
        EncoderMemory memory = model.Encode(TinyModel.Batch([5, 3, 7], [2, 0, 4]));
        Tensor targets = tensor(new long[,] { { 1, 7, 9, 11 }, { 1, 8, 30, 12 }, { 1, 9, 4, 40 } });
        Tensor whole = nn.functional.linear(model.Decode(memory, targets).Hidden, model.OutputTable.Value);
        using IDecoderSession session = model.StartDecoding(memory, beam: 2, maximumLength: 10);
        for (int step = 0; step < 4; step++)
        {
            Tensor logits = session.Step(targets.narrow(1, step, 1).repeat(1, 2));
            for (int beam = 0; beam < 2; beam++) TinyModel.Close(whole.select(1, step), logits.select(1, beam), 1e-5);
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void PaddingAndNeighboursChangeNothing(CrossAttentionKind kind, NormPlacement norm)
    {
        using var scope = NewDisposeScope();
        using TranslationModel model = TinyModel.Create(TinyModel.Options(kind, norm));
        Tensor targets = tensor(new long[,] { { 1, 7, 9 } });
        using SourceBatch alone = TinyModel.Batch([4], null), together = TinyModel.Batch([4, 9], [0, 3]);
        Tensor one = model.Decode(model.Encode(alone), targets).Hidden;
        Tensor two = model.Decode(model.Encode(together), targets.repeat(2, 1)).Hidden;
        TinyModel.Close(one[0], two[0], 1e-5);
    }

    [Fact]
    public void ReorderAndKeepFollowTheirHypotheses()
    {
        using var scope = NewDisposeScope();
        using TranslationModel model = TinyModel.Create();
        EncoderMemory memory = model.Encode(TinyModel.Batch([5, 3], [2, 1]));
        using IDecoderSession session = model.StartDecoding(memory, 2, 10), straight = model.StartDecoding(memory, 2, 10);
        session.Step(tensor(new long[,] { { 1, 1 }, { 1, 1 } }));
        session.Step(tensor(new long[,] { { 5, 6 }, { 7, 8 } }));
        session.Reorder(tensor(new long[,] { { 1, 0 }, { 1, 1 } }));
        session.Keep(tensor(new long[] { 1 }));
        Tensor kept = session.Step(tensor(new long[,] { { 9, 10 } }));
        straight.Step(tensor(new long[,] { { 1, 1 }, { 1, 1 } }));
        straight.Step(tensor(new long[,] { { 5, 6 }, { 8, 8 } }));
        Tensor expected = straight.Step(tensor(new long[,] { { 9, 10 }, { 9, 10 } }));
        TinyModel.Close(expected[1], kept[0], 1e-5);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.1)]
    public void FusedCrossEntropyEqualsPlainLossAndGradients(double smoothing)
    {
        using var scope = NewDisposeScope();
        using TranslationModel model = TinyModel.Create();
        Parameter table = model.OutputTable;
        Tensor hidden = randn(9, 24).requires_grad_(true), labels = randint(0, 60, new long[] { 9 });
        Tensor plain = nn.functional.cross_entropy(nn.functional.linear(hidden, table.Value), labels, reduction: nn.Reduction.Sum, label_smoothing: smoothing);
        (plain * 0.5).backward();
        Tensor expected = table.Gradient.clone();
        model.Parameters.ClearGradient();
        LossTerms fused = FusedCrossEntropy.Compute(hidden.detach(), table, null, labels, smoothing, 0.5);
        TinyModel.Close(plain, fused.Sum, 1e-3);
        TinyModel.Close(hidden.grad!, fused.HiddenGradient!, 1e-5);
        TinyModel.Close(expected, table.Gradient, 1e-5);
    }

    [Fact]
    public void GradientsReachEveryParameterThroughTheFlatBuffer()
    {
        using var scope = NewDisposeScope();
        ModelOptions options = TinyModel.Options(CrossAttentionKind.Gated, modality: new ModalityLossOptions { Layers = ModalityLayers.All });
        using TranslationModel model = TinyModel.Create(options);
        Tensor targets = tensor(new long[,] { { 1, 7, 9 }, { 1, 4, 3 } });
        DecoderOutput output = model.Decode(model.Encode(TinyModel.Batch([5, 3], [2, 3])), targets, targets, ones(2, 3, ScalarType.Bool));
        (output.Hidden.pow(2).sum() + output.Losses.Single().Sum).backward();
        foreach (Parameter parameter in model.Parameters.All)
            Assert.True(parameter.Gradient.abs().sum().item<float>() > 0, parameter.Name);
        Assert.Equal(model.Parameters.Gradient.abs().sum().item<float>(), model.Parameters.All.Sum(parameter => parameter.Gradient.abs().sum().item<float>()),
            0.05f * model.Parameters.Gradient.abs().sum().item<float>());
    }

    [Fact]
    public void FrozenEncoderGetsNoGradient()
    {
        using var scope = NewDisposeScope();
        using TranslationModel model = TinyModel.Create();
        model.Parameters.SetTrainable(ParameterGroup.Encoder, false);
        model.Decode(model.Encode(TinyModel.Batch([5])), tensor(new long[,] { { 1, 7 } })).Hidden.sum().backward();
        (long first, long count) = model.Parameters.RangeOf(ParameterGroup.Encoder);
        Assert.Equal(0, model.Parameters.Gradient.narrow(0, first, count).abs().sum().item<float>());
        Assert.True(model.Parameters.Gradient.abs().sum().item<float>() > 0);
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void DropoutKeepsTheMeanAndIsTheSameForTheSameStep(ScalarType type)
    {
        using var scope = NewDisposeScope();
        var mode = new TrainingMode();
        Tensor x = ones(1000, 300, dtype: type);
        mode.BeginStep(3, 7);
        Tensor first = mode.Dropout(x, 0.3), other = mode.Dropout(x, 0.3);
        mode.BeginStep(3, 7);
        Tensor again = mode.Dropout(x, 0.3);
        Assert.Equal(0, (first - again).abs().sum().to(ScalarType.Float32).item<float>());
        Assert.NotEqual(0, (first - other).abs().sum().to(ScalarType.Float32).item<float>());
        Assert.Equal(0.3, first.eq(0).to(ScalarType.Float32).mean().item<float>(), 0.005);
        Assert.Equal(1, first.to(ScalarType.Float32).mean().item<float>(), 0.01);
        // No two neighbouring rows alike: their agreement is that of independent draws.
        Assert.Equal(0.58, first[1].eq(first[0]).to(ScalarType.Float32).mean().item<float>(), 0.1);
        mode.Evaluate();
        Assert.Same(x, mode.Dropout(x, 0.3));
    }
}
