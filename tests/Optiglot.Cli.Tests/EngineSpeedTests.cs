using System.Text.Json;
using System.Text.Json.Nodes;
using Optiglot.Translation;

namespace Optiglot.Cli.Tests;

/// <summary>Which engine is faster is measured once, kept, and followed.</summary>
public sealed class EngineSpeedTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("optiglot-engines-").FullName;
    private readonly string? _before = Environment.GetEnvironmentVariable(EngineSpeeds.Variable);

    public EngineSpeedTests() => Environment.SetEnvironmentVariable(EngineSpeeds.Variable, Path.Combine(_folder, "cache"));

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(EngineSpeeds.Variable, _before);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void DoctorMeasuresOnceAndCommandsFollow()
    {
        string model = TinyModel.Save(_folder, null), expected = CliRun.Of("translate", "-m", model, "two dogs").Output;
        OnnxExport.Write(model, OnnxPrecision.Fp32);
        using (JsonDocument first = Doctor(model))
        {
            JsonElement engine = first.RootElement.GetProperty("engine");
            Assert.True(engine.GetProperty("onnx_per_second").GetDouble() > 0 && engine.GetProperty("torch_per_second").GetDouble() > 0);
        }

        // What was kept is what is said and done, whatever it is: nothing is measured again.
        JsonObject kept = JsonNode.Parse(File.ReadAllText(EngineSpeeds.FilePath))!.AsObject();
        foreach (string faster in (string[])["torch", "onnx"])
        {
            JsonObject entry = Assert.Single(kept).Value!.AsObject();
            (entry["torch"], entry["onnx"]) = faster == "torch" ? (2000, 1000) : (1000, 2000);
            File.WriteAllText(EngineSpeeds.FilePath, kept.ToJsonString());
            using (JsonDocument again = Doctor(model)) Assert.Equal(faster, again.RootElement.GetProperty("engine").GetProperty("faster").GetString());
            Assert.Equal(expected, CliRun.Of("translate", "-m", model, "two dogs").Output);
            // Workers are ONNX Runtime's: libtorch says nothing of a wrong number of them.
            Assert.Equal(faster == "onnx" ? 1 : 0, CliRun.Of("translate", "-m", model, "--workers", "0", "two dogs").Code);
        }
    }

    [Fact]
    public void ADamagedMemoryIsNone()
    {
        string model = TinyModel.Save(_folder, null);
        OnnxExport.Write(model, OnnxPrecision.Fp32);
        Directory.CreateDirectory(Path.GetDirectoryName(EngineSpeeds.FilePath)!);
        File.WriteAllText(EngineSpeeds.FilePath, "{");
        Assert.Equal(0, CliRun.Of("translate", "-m", model, "two dogs").Code);
        using JsonDocument json = Doctor(model);
        Assert.Equal("ok", json.RootElement.GetProperty("engine").GetProperty("level").GetString());
    }

    [Fact]
    public void WhereThereIsNoChoiceNothingIsMeasured()
    {
        string model = TinyModel.Save(_folder, null);
        using (JsonDocument json = Doctor(model)) Assert.Contains("--onnx", json.RootElement.GetProperty("engine").GetProperty("mend").GetString());
        using (JsonDocument json = Doctor(Path.Combine(_folder, "none"), 1)) Assert.Equal("failure",
            json.RootElement.GetProperty("engine").GetProperty("level").GetString());
        Assert.False(File.Exists(EngineSpeeds.FilePath));
    }

    private static JsonDocument Doctor(string model, int code = 0)
    {
        CliRun run = CliRun.Of("doctor", "--model", model, "--json");
        Assert.True(run.Code == code, run.Output + run.Error);
        return JsonDocument.Parse(run.Output);
    }
}
