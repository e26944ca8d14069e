using Optiglot.Testing;

namespace Optiglot.Networks.Tests;

/// <summary>Damaged weights are taken or told in one line.</summary>
public sealed class DamagedFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("optiglot-networks-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Safetensors()
    {
        string path = Path.Combine(folder, "sound.safetensors");
        SafetensorsWriter.Write(path,
        [
            new("encoder.weight", SafetensorsType.F32, [2, 3], stream => stream.Write(new byte[24])),
            new("encoder.bias", SafetensorsType.BF16, [3], stream => stream.Write(new byte[6])),
            new("none", SafetensorsType.F16, [0, 4], _ => { }), new("ids", SafetensorsType.I64, [1], stream => stream.Write(new byte[8])),
        ], new Dictionary<string, string> { ["format"] = "pt" });
        byte[] sound = File.ReadAllBytes(path);
        int header = (int)BitConverter.ToInt64(sound);
        var heads = new Mutations(seed: 1).OfJson(sound[8..(8 + header)], 3000)
            .Select(json => (byte[])[.. BitConverter.GetBytes((long)json.Length), .. json, .. sound[(8 + header)..]]);
        int refused = Mutations.AssertToldOrTaken(Path.Combine(folder, "a.safetensors"), heads.Concat(new Mutations(seed: 2).Of(sound, 3000)), file =>
        {
            using SafetensorsReader reader = SafetensorsReader.Open(file);
            foreach (SafetensorsEntry entry in reader.Entries)
            {
                reader.Read(entry.Name, new byte[entry.Bytes]);
                if (entry.Type is not (SafetensorsType.I64 or SafetensorsType.I32 or SafetensorsType.I16 or SafetensorsType.I8 or SafetensorsType.U8
                    or SafetensorsType.Bool))
                    reader.ReadWeights(entry.Name, [.. entry.Shape]);
            }
        });
        Assert.InRange(refused, 3000, 6000);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void WeightsThatAreNotFiniteAreTold(float bad)
    {
        string path = Path.Combine(folder, "bad.safetensors");
        SafetensorsWriter.Write(path,
            [new("encoder.weight", SafetensorsType.F32, [2], stream => stream.Write([.. BitConverter.GetBytes(1f), .. BitConverter.GetBytes(bad)]))]);
        using SafetensorsReader reader = SafetensorsReader.Open(path);
        string message = Assert.Throws<InvalidDataException>(() => reader.ReadWeights("encoder.weight", 2)).Message;
        Assert.Contains(path, message);
        Assert.Contains("encoder.weight", message);
    }
}
