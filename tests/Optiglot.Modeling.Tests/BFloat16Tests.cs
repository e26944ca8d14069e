using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Modeling.Tests;

public class BFloat16Tests
{
    public static TheoryData<CrossAttentionKind, NormPlacement> Kinds => ModelTests.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public void AForwardPassIsThatOfFloat32WithinItsEightBits(CrossAttentionKind kind, NormPlacement norm)
    {
        using var scope = NewDisposeScope();
        ModelOptions options = TinyModel.Options(kind, norm);
        using TranslationModel single = TinyModel.Create(options), half = TinyModel.Create(options, ScalarType.BFloat16);
        Tensor targets = tensor(new long[,] { { 1, 7, 9, 11 }, { 1, 8, 30, 12 } });
        Tensor expected = Hidden(single), actual = Hidden(half);
        Assert.Equal(ScalarType.BFloat16, actual.dtype);
        double relative = ((expected - actual.to(ScalarType.Float32)).norm() / expected.norm()).item<float>();
        Assert.InRange(relative, 1e-4, 0.02);
        using IDecoderSession session = half.StartDecoding(half.Encode(TinyModel.Batch([5, 3], [2, 0])), 1, 4);
        Assert.Equal(ScalarType.Float32, session.Step(targets.narrow(1, 0, 1)).dtype);

        Tensor Hidden(TranslationModel model) => model.Decode(model.Encode(TinyModel.Batch([5, 3], [2, 0])), targets).Hidden;
    }
}
