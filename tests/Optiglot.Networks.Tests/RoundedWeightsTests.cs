using System.Runtime.InteropServices;

namespace Optiglot.Networks.Tests;

/// <summary>Weights in 8 bits: how large the files are, how near the numbers, and what is refused.</summary>
public sealed class RoundedWeightsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("optiglot-rounded-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void MatricesAreWithinHalfAStepAndTheRestIsKept()
    {
        float[] matrix = [.. Enumerable.Range(0, 600).Select(i => MathF.Sin(i) * (1 + i / 30))], vector = [0.1f, -2, 3e-8f];
        string source = Write("source", ("a.weight", [20, 30], matrix), ("a.bias", [3], vector)), target =
            Path.Combine(_folder, "target");
        RoundedWeights.Write(source, target);
        using SafetensorsReader reader = SafetensorsReader.Open(target);
        Assert.True(RoundedWeights.Has(reader));
        Assert.Equal(["a.weight", "a.weight.scale", "a.bias"], reader.Entries.Select(entry => entry.Name));
        float[] restored = reader.ReadWeights("a.weight", 20, 30);
        for (int at = 0; at < matrix.Length; at++)
        {
            float largest = matrix.Skip(at / 30 * 30).Take(30).Max(MathF.Abs);
            Assert.InRange(Math.Abs(restored[at] - matrix[at]), 0, 0.5001f * largest / 127);
        }

        Assert.Equal(vector, reader.ReadWeights("a.bias", 3));
    }

    [Fact]
    public void RoundingTwiceChangesNothing()
    {
        string source = Write("source", ("a.weight", [8, 16], [.. Enumerable.Range(0, 128).Select(i => MathF.Cos(i * i))]));
        RoundedWeights.Write(source, Path.Combine(_folder, "once"));
        RoundedWeights.Write(Path.Combine(_folder, "once"), Path.Combine(_folder, "twice"));
        Assert.Equal(Read("once"), Read("twice"));

        sbyte[] Read(string name)
        {
            using SafetensorsReader reader = SafetensorsReader.Open(Path.Combine(_folder, name));
            byte[] bytes = new byte[128];
            reader.Read("a.weight", bytes);
            return MemoryMarshal.Cast<byte, sbyte>(bytes).ToArray();
        }
    }

    // Whole numbers without scales are no weights, as before.
    [Fact]
    public void EightBitsWithoutScalesAreRefused()
    {
        string file = Path.Combine(_folder, "file");
        SafetensorsWriter.Write(file, [new("a.weight", SafetensorsType.I8, [2, 2], output => output.Write([1, 2, 3, 4])),
            new("a.weight.scale", SafetensorsType.F32, [3], output => output.Write(new byte[12]))]);
        using SafetensorsReader reader = SafetensorsReader.Open(file);
        Assert.False(RoundedWeights.Has(reader));
        Assert.Contains("I8, not weights", Assert.Throws<InvalidDataException>(() => reader.ReadWeights("a.weight", 2, 2)).Message);
    }

    private string Write(string name, params (string Name, long[] Shape, float[] Values)[] tensors)
    {
        string file = Path.Combine(_folder, name);
        SafetensorsWriter.Write(file, [.. tensors.Select(each =>
            new SafetensorsTensor(each.Name, SafetensorsType.F32, each.Shape, output => output.Write(MemoryMarshal.AsBytes<float>(each.Values))))]);
        return file;
    }
}
