using Optiglot.Networks;
using System.Runtime.InteropServices;
using Optiglot.Training.Tests;
using static TorchSharp.torch;

namespace Optiglot.Modeling.Tests.Weights;

public sealed class SafetensorsWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Target => _folder["w.safetensors"];

    private static SafetensorsTensor Floats(string name, long[] shape, params float[] numbers) =>
        new(name, SafetensorsType.F32, shape, output => output.Write(MemoryMarshal.AsBytes<float>(numbers)));

    [Fact]
    public void WritesTheBytesThatTheTorchWriterWrites()
    {
        SafetensorsWriter.Write(Target, [Floats("a", [2, 2], 1, 2, 3, 4), Floats("none", [0]), Floats("b", [], 5)],
            new Dictionary<string, string> { ["format"] = "pt" });
        using Tensor a = tensor((float[])[1, 2, 3, 4], 2, 2), none = zeros(0), b = tensor(5f);
        string other = _folder["other"];
        SafetensorsFile.Write(other, [("a", ScalarType.Float32, [2, 2], () => a.alias()), ("none", ScalarType.Float32, [0], () => none.alias()),
            ("b", ScalarType.Float32, [], () => b.alias())],
            new Dictionary<string, string> { ["format"] = "pt" });
        Assert.Equal(File.ReadAllBytes(other), File.ReadAllBytes(Target));
        using SafetensorsReader reader = SafetensorsReader.Open(Target);
        Assert.Equal([1, 2, 3, 4], reader.ReadWeights("a", 2, 2));
        Assert.Equal("pt", reader.Metadata["format"]);
    }

    [Fact]
    public void ATensorThatWritesTooLittleLeavesTheFileOfBefore()
    {
        SafetensorsWriter.Write(Target, [Floats("a", [1], 1)]);
        Assert.Contains("a was declared with 8 bytes, wrote 4",
            Assert.Throws<ArgumentException>(() => SafetensorsWriter.Write(Target, [Floats("a", [2], 1)])).Message);
        using SafetensorsReader reader = SafetensorsReader.Open(Target);
        Assert.Equal([1], reader.ReadWeights("a", 1));
        Assert.Equal([Target], Directory.GetFiles(_folder.Path));
    }

    public void Dispose() => _folder.Dispose();
}
