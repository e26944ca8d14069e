using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Optiglot.Cli.Tests.BadInput;

/// <summary>Model folders of which a file is missing, changed, or lies.</summary>
public sealed class BadModelFolderTests(SmallDemo demo) : IClassFixture<SmallDemo>
{
    [Theory]
    [InlineData("model.safetensors", "weights")]
    [InlineData("vocabulary.bpe.json", "vocabulary")]
    [InlineData("config.json", "config.json")]
    public void AMissingFileIsNamed(string file, string what)
    {
        string model = Copy($"missing-{file}");
        File.Delete(Path.Combine(model, file));
        CliRun.Of("translate", "-m", model, "two dogs").AssertFails(1, model, what, file);
    }

    [Theory]
    [InlineData("model.safetensors")]
    [InlineData("vocabulary.bpe.json")]
    public void AChangedFileIsNamedAndTheMendToo(string file)
    {
        string model = Copy($"changed-{file}"), path = Path.Combine(model, file);
        byte[] bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);
        CliRun.Of("translate", "-m", model, "two dogs").AssertFails(1, path, "changed", "SHA-256", "put the original file back");
    }

    [Fact]
    public void ADamagedConfigurationIsNamed()
    {
        string model = Copy("damaged-config"), path = Path.Combine(model, "config.json");
        File.WriteAllText(path, File.ReadAllText(path)[..200]);
        CliRun.Of("translate", "-m", model, "two dogs").AssertFails(1, path, "not a model's configuration", "again");
    }

    public static TheoryData<string, string> Lies => new()
    {
        { "length", "bytes, more than the file" }, { "outside", "outside the file" }, { "overlap", "overlap" }, { "shape", "of shape" },
        { "type", "unknown type" }, { "json", "not the JSON" },
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public void WeightsWithALyingHeaderAreRefused(string lie, string says)
    {
        string model = Copy($"lie-{lie}"), weights = Path.Combine(model, "model.safetensors"), config = Path.Combine(model, "config.json");
        Lie(weights, lie);
        // With the right hash: a folder that was made so, not one that was changed later.
        JsonNode node = JsonNode.Parse(File.ReadAllText(config))!;
        node["weightsSha256"] = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(weights)));
        File.WriteAllText(config, node.ToJsonString());
        CliRun.Of("translate", "-m", model, "two dogs").AssertFails(1, weights, says, "get the file again");
    }

    [Fact]
    public void ARecipeThatStartsFromSuchWeightsStops()
    {
        string folder = TestFolders.Fresh(), recipe = SmallRecipe.Write(folder), weights = Path.Combine(folder, "start.safetensors");
        File.Copy(Path.Combine(demo.Model, "model.safetensors"), weights);
        Lie(weights, "outside");
        CliRun.Of("train", recipe, "--out", Path.Combine(folder, "run"), "--data", folder, "--set", $"model.start_from={weights}")
            .AssertEnds(weights, "outside the file", "get the file again");
    }

    [Fact]
    public void AFolderThatIsNoModelSaysSo()
    {
        CliRun.Of("translate", "-m", TestFolders.Fresh(), "two dogs").AssertFails(1, "not a model folder", "config.json");
        CliRun.Of("translate", "-m", demo.Picture, "two dogs").AssertFails(1, demo.Picture, "no such model folder");
    }

    private string Copy(string name)
    {
        string folder = TestFolders.Fresh($"model-{name}");
        foreach (string file in Directory.EnumerateFiles(demo.Model)) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        return folder;
    }

    // Eight bytes of header length, JSON, data: https://github.com/huggingface/safetensors#format
    private static void Lie(string path, string lie)
    {
        byte[] file = File.ReadAllBytes(path);
        int length = (int)BitConverter.ToInt64(file);
        JsonNode header = JsonNode.Parse(file.AsSpan(8, length))!;
        JsonObject[] tensors = [.. header.AsObject().Where(entry => entry.Key != "__metadata__").Select(entry => entry.Value!.AsObject()).Take(2)];
        (long first, long last) = ((long)tensors[0]["data_offsets"]![0]!, (long)tensors[0]["data_offsets"]![1]!);
        switch (lie)
        {
            case "outside": tensors[0]["data_offsets"] = new JsonArray(first + file.Length, last + file.Length); break;
            case "overlap": tensors[1]["data_offsets"] = new JsonArray(first, last); tensors[1]["shape"] = tensors[0]["shape"]!.DeepClone(); break;
            case "shape": tensors[0]["shape"] = new JsonArray(1L << 40, 1L << 40); break;
            case "type": tensors[0]["dtype"] = "F31"; break;
            default: break;
        }

        byte[] json = lie == "json" ? "{\"a\": "u8.ToArray() : Encoding.UTF8.GetBytes(header.ToJsonString());
        File.WriteAllBytes(path, [.. BitConverter.GetBytes(lie == "length" ? 1L << 60 : json.Length), .. json, .. file[(8 + length)..]]);
    }
}
