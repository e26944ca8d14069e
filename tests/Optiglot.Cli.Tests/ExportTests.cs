using System.Text.Json;

namespace Optiglot.Cli.Tests;

public class ExportTests
{
    [Fact]
    public void ExportedGraphsTranslateAsTheWeights()
    {
        string folder = TestFolders.Fresh(), model = TinyModel.Save(folder, null);
        string[] sentences = ["two dogs", "a man in a red shirt is riding a bicycle", "zwei"];
        string expected = CliRun.Of(["translate", "-m", model, .. sentences]).Output;
        CliRun run = CliRun.Of("export", "-m", model, "--onnx");
        Assert.True(run.Code == 0, run.Error);
        Assert.Contains("encoder.onnx", run.Output);
        Assert.Equal(expected, CliRun.Of(["translate", "-m", model, "--engine", "onnx", .. sentences]).Output);
        Assert.Equal(expected, CliRun.Of(["translate", "-m", model, "--engine", "torch", .. sentences]).Output);
    }

    [Fact]
    public void GraphsAreTheDefault()
    {
        string folder = TestFolders.Fresh(), model = TinyModel.Save(folder, null);
        Assert.Equal(0, CliRun.Of("export", "-m", model, "--onnx").Code);
        // Only libtorch would read this file, and refuse it.
        File.WriteAllText(Path.Combine(model, "model.safetensors"), "");
        CliRun run = CliRun.Of("translate", "-m", model, "two dogs");
        Assert.True(run.Code == 0, run.Error);
        CliRun.Of("translate", "-m", model, "--engine", "torch", "two dogs").AssertFails(1, "model.safetensors");
    }

    [Fact]
    public void AServedFolderChoosesItsEngine()
    {
        string folder = TestFolders.Fresh(), model = TinyModel.Save(folder, null), served = Path.Combine(folder, "served");
        using JsonDocument json = JsonDocument.Parse(CliRun.Of("export", "-m", model, "--onnx", "--int8", "--out", served, "--json").Output);
        Assert.Equal(2, json.RootElement.GetProperty("files").GetArrayLength());
        Assert.Equal(0, CliRun.Of("translate", "-m", served, "two dogs").Code);
        Assert.Equal(0, CliRun.Of("translate", "-m", served, "--precision", "int8", "two dogs").Code);
        CliRun.Of("translate", "-m", served, "--engine", "torch", "a").AssertFails(1, "model.safetensors", "--engine onnx");
        CliRun.Of("translate", "-m", served, "--precision", "fp32", "a").AssertFails(1, "no ONNX graphs", "export");
    }

    [Fact]
    public void FormatsAnEngineDoesNotComputeInAreRefused()
    {
        string model = TinyModel.Save(TestFolders.Fresh(), null);
        CliRun.Of("translate", "-m", model, "--engine", "onnx", "--precision", "bf16", "a").AssertFails(1, "fp32 or int8");
        CliRun.Of("translate", "-m", model, "--engine", "torch", "--precision", "int8", "a").AssertFails(1, "fp32 or bf16");
        CliRun.Of("translate", "-m", model, "--engine", "onnx", "a").AssertFails(1, "no ONNX graphs", "export --model");
        CliRun.Of("translate", "-m", model, "--engine", "onxx", "a").AssertFails(2, "onxx", "--engine");
        CliRun.Of("export", "-m", model).AssertFails(1, "--onnx");
    }
}
