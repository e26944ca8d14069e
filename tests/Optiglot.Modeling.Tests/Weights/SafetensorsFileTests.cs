using Optiglot.Networks;
using System.Diagnostics;
using System.Text;
using CsCheck;
using Optiglot.Training.Tests;
using static TorchSharp.torch;

namespace Optiglot.Modeling.Tests.Weights;

public class SafetensorsFileTests
{
    private static readonly ScalarType[] Types =
    [
        ScalarType.Float32, ScalarType.Float16, ScalarType.BFloat16, ScalarType.Float64, ScalarType.Int64, ScalarType.Int32, ScalarType.Int16, ScalarType.Int8,
        ScalarType.Byte, ScalarType.Bool,
    ];

    [Fact]
    public void EveryTypeAndShapeComesBackAsItWas()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        long[][] shapes = [[], [1], [3, 5], [2, 3, 4], [0], [4, 0, 2]];
        (string Name, Tensor Value)[] all =
        [
            .. from type in Types
               from shape in shapes
               select ($"{type}/{string.Join('x', shape)} „ä\"", (rand(shape, generator: new Generator(3)) * 100).to(type)),
        ];
        Save(folder["file"], all, new Dictionary<string, string> { ["Schlüssel"] = "Wert\n\"", [""] = "" });
        using SafetensorsFile file = SafetensorsFile.Open(folder["file"]);
        Assert.Equal(all.Select(each => each.Name), file.Entries.Select(entry => entry.Name));
        Assert.Equal("Wert\n\"", file.Metadata["Schlüssel"]);
        foreach ((string name, Tensor value) in all)
        {
            Tensor read = file.Read(name);
            Assert.Equal(value.dtype, read.dtype);
            Assert.Equal(value.shape, read.shape);
            Assert.Equal(value.bytes.ToArray(), read.bytes.ToArray());
        }

        Assert.Throws<KeyNotFoundException>(() => file.Read("nothing"));
        Assert.Equal(["file"], Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void ViewsAreWrittenAsTheyLook()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        Tensor view = arange(12, ScalarType.Float32).view(3, 4).t();
        Save(folder["file"], [("view", view)]);
        using SafetensorsFile file = SafetensorsFile.Open(folder["file"]);
        TinyModel.Close(view, file.Read("view"), 0);
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,8]}}""", "8 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,80]}}""", "outside")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", "outside")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}""", "outside")]
    [InlineData("""{"a":{"dtype":"F31","shape":[2],"data_offsets":[0,8]}}""", "unknown type F31")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", "overlap")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}""", "twice")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4611686018427387904,16],"data_offsets":[0,0]}}""", "a of shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[0,4611686018427387904,16],"data_offsets":[0,0]}}""", "a of shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1,0],"data_offsets":[0,0]}}""", "a of shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,8]}}""", "JSON")]
    [InlineData("""{"a":{"shape":[2],"data_offsets":[0,8]}}""", "JSON")]
    [InlineData("""{"__metadata__":{"a":1}}""", "JSON")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "JSON")]
    [InlineData("[]", "JSON")]
    [InlineData("{", "JSON")]
    public void ALyingHeaderIsOneLineThatSaysHow(string header, string expected)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["file"], Bytes(header, 64));
        string message = Assert.Throws<InvalidDataException>(() => SafetensorsFile.Open(folder["file"])).Message;
        Assert.Contains(expected, message);
        Assert.StartsWith(folder["file"], message);
        Assert.DoesNotContain('\n', message);
    }

    [Theory, InlineData(0), InlineData(7), InlineData(8), InlineData(20)]
    public void ATruncatedFileIsRefused(int length)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["file"], Bytes("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8)[..length]);
        Assert.Throws<InvalidDataException>(() => SafetensorsFile.Open(folder["file"]));
        Assert.Throws<FileNotFoundException>(() => SafetensorsFile.Open(folder["other"]));
    }

    [Fact]
    public void SpoiltBytesGiveInvalidDataOrASoundFile()
    {
        using var folder = new TemporaryFolder();
        const string Tensors = """ "a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"b":{"dtype":"BF16","shape":[4],"data_offsets":[24,32]} """;
        byte[] sound = Bytes($$$"""{"__metadata__":{"k":"v"},{{{Tensors}}}}""", 32);
        string path = folder["file"];
        File.WriteAllBytes(path, sound);
        SafetensorsFile.Open(path).Dispose();
        Gen.Select(Gen.Int[0, sound.Length - 33].Array[1, 6], Gen.Byte.Array[6], Gen.Int[0, 40]).Sample((places, values, cut) =>
        {
            byte[] bytes = [.. sound];
            for (int i = 0; i < places.Length; i++) bytes[places[i]] = values[i];
            OpenAndRead(path, bytes[..^(cut < 30 ? 0 : cut - 30)]);
        }, iter: 2000, threads: 1);
    }

    [Fact]
    public void WildNumbersGiveInvalidDataOrASoundFile()
    {
        using var folder = new TemporaryFolder();
        string path = folder["file"];
        Gen<string> number = OneOf(
            "0", "1", "2", "4", "8", "16", "64", "-1", "2147483648", "4294967296", "4611686018427387904", "9223372036854775807", "18446744073709551616",
            "1e3", "null",
            "\"8\"");
        Gen<string> type = OneOf("\"F32\"", "\"F64\"", "\"U8\"", "\"BOOL\"", "\"BF16\"", "\"F8\"", "7", "null");
        Gen<string> tensor = Gen.Select(OneOf("a", "b", "__metadata__", ""), type, number.Array[0, 20], number.Array[0, 3])
            .Select((name, dtype, shape, offsets) => $$"""
                "{{name}}":{"dtype":{{dtype}},"shape":[{{string.Join(',', shape)}}],"data_offsets":[{{string.Join(',', offsets)}}]}
                """);
        tensor.Array[0, 3].Sample(tensors => OpenAndRead(path, Bytes($"{{{string.Join(',', tensors)}}}", 64)), iter: 3000, threads: 1);
    }

    [Fact]
    public void AFailedWriteLeavesTheOldFileAndNothingElse()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        Save(folder["file"], [("a", ones(3))]);
        byte[] before = File.ReadAllBytes(folder["file"]);
        Assert.Throws<IOException>(() => SafetensorsFile.Write(folder["file"], [("a", ScalarType.Float32, [3], () => throw new IOException("no"))]));
        Assert.Throws<ArgumentException>(() => SafetensorsFile.Write(folder["file"], [("a", ScalarType.Float32, [3], () => ones(4))]));
        Assert.Equal(before, File.ReadAllBytes(folder["file"]));
        Assert.Single(Directory.EnumerateFiles(folder.Path));
        // A file stands where a folder would have to be.
        Assert.ThrowsAny<IOException>(() => Save(Path.Combine(folder["file"], "file"), [("a", ones(3))]));
    }

    [Fact]
    public void AFullDiskLeavesTheOldFile()
    {
        using var scope = NewDisposeScope();
        using var folder = new TemporaryFolder();
        Assert.SkipUnless(Run("mount", "-t", "tmpfs", "-o", "size=64k", "none", folder.Path), "mounting a small disk needs root");
        try
        {
            Save(folder["file"], [("a", ones(3))]);
            byte[] before = File.ReadAllBytes(folder["file"]);
            Assert.ThrowsAny<IOException>(() => Save(folder["file"], [("a", ones(1 << 20))]));
            Assert.Equal(before, File.ReadAllBytes(folder["file"]));
            Assert.Single(Directory.EnumerateFiles(folder.Path));
        }
        finally
        {
            Run("umount", folder.Path);
        }
    }

    private static Gen<string> OneOf(params string[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);

    private static void Save(string path, IEnumerable<(string Name, Tensor Value)> tensors, IReadOnlyDictionary<string, string>? metadata = null) =>
        SafetensorsFile.Write(path, [.. tensors.Select(each => (each.Name, each.Value.dtype, each.Value.shape, (Func<Tensor>)(() => each.Value.alias())))],
            metadata);

    private static byte[] Bytes(string header, int data)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        return [.. BitConverter.GetBytes((ulong)text.Length), .. text, .. new byte[data]];
    }

    private static void OpenAndRead(string path, byte[] bytes)
    {
        try
        {
            // Most do not get past the header, so the disk is asked for the rest only.
            SafetensorsHeader.Read(new MemoryStream(bytes), path);
            File.WriteAllBytes(path, bytes);
            using var scope = NewDisposeScope();
            using SafetensorsFile file = SafetensorsFile.Open(path);
            foreach (SafetensorsEntry entry in file.Entries) Assert.Equal(entry.Shape, file.Read(entry.Name).shape);
        }
        catch (InvalidDataException error)
        {
            Assert.StartsWith(path, error.Message);
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using Process? process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true });
            process?.WaitForExit();
            return process?.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
