using CsCheck;
using Microsoft.ML.OnnxRuntime;

namespace Optiglot.Vision.Tests;

public sealed class OnnxGraphTests
{
    private static readonly byte[] Model = OnnxModels.Yolox(new float[140]);

    [Fact]
    public void InnerTensorBecomesAnOutput()
    {
        using var before = new InferenceSession(Model);
        using var after = new InferenceSession(OnnxGraph.AddOutputs(Model, ["blocks", "output", "blocks"]));
        Assert.Equal(["output", "unused"], before.OutputMetadata.Keys);
        Assert.Equal(["output", "unused", "blocks"], after.OutputMetadata.Keys);
        Assert.Equal([1, 3, 4, 4], after.OutputMetadata["blocks"].Dimensions);
    }

    [Fact]
    public void UnknownTensorIsNamed() =>
        Assert.Contains("no tensor 'block'", Assert.Throws<InvalidDataException>(() => OnnxGraph.AddOutputs(Model, ["block"])).Message);

    [Fact]
    public void DamagedModelIsNeverMoreThanInvalidData() => Gen.Select(Gen.Byte.Array[0, 40], Gen.Int[0, 300], Gen.Byte).Sample((noise, place, value) =>
    {
        byte[] damaged = [.. Model];
        damaged[place % damaged.Length] = value;
        foreach (byte[] bytes in (byte[][])[noise, damaged])
        {
            try { OnnxGraph.Tensors(bytes); }
            catch (InvalidDataException) { }
        }
    });
}
