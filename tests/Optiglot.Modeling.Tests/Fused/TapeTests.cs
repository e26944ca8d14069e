using Optiglot.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Optiglot.Modeling.Tests.Fused;

public class TapeTests
{
    [Theory]
    [InlineData(NormPlacement.Pre)]
    [InlineData(NormPlacement.Post)]
    public void MoreLayersLeaveNoMoreBehind(NormPlacement norm)
    {
        int few = Left(2, norm), many = Left(7, norm);
        Assert.True(many <= few, $"7 layers leave {many} tensors, 2 leave {few}");
    }

    // What a step's scope still holds when its backward pass is over.
    private static int Left(int layers, NormPlacement norm)
    {
        ModelOptions plain = TinyModel.Options(norm: norm);
        ModelOptions options = plain with
        {
            Encoder = plain.Encoder with { Width = 32, Layers = layers }, Decoder = plain.Decoder with { Width = 32, Heads = 2, Layers = layers },
        };
        using TranslationModel model = TinyModel.Create(options);
        using SourceBatch batch = TinyModel.Batch([5, 3, 7], [2, 0, 4]);
        using DisposeScope scope = NewDisposeScope();
        model.Mode.BeginStep(1, 1);
        Tensor targets = tensor(new long[,] { { 1, 7, 9, 11 }, { 1, 8, 30, 12 }, { 1, 9, 4, 40 } });
        model.Decode(model.Encode(batch), targets).Hidden.square().sum().backward();
        Assert.True(model.Parameters.Gradient.abs().max().item<float>() > 0);
        return scope.DisposablesCount;
    }
}
