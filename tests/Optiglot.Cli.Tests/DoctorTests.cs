using System.Text.Json;

namespace Optiglot.Cli.Tests;

public class DoctorTests
{
    [Fact]
    public void JsonIsOneObjectAndAllIsWell()
    {
        CliRun run = CliRun.Of("doctor", "--json");
        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.True(json.RootElement.GetProperty("ok").GetBoolean(), run.Output);
        Assert.Equal(0, run.Code);
        Assert.True(json.RootElement.GetProperty("libtorch").GetProperty("fp32_gflops").GetDouble() > 0);
        Assert.True(json.RootElement.GetProperty("processor").GetProperty("cores").GetInt32() > 0);
    }

    [Fact]
    public void AnEmptyDataFolderGivesNotesThatTellWhereToGetEachSet()
    {
        string empty = TestFolders.Fresh();
        CliRun run = CliRun.Of("doctor", "--data", empty);
        Assert.Equal(0, run.Code);
        Assert.Contains("note multi30k", run.Output);
        Assert.Contains("https://github.com/multi30k/dataset", run.Output);
    }

    [Fact]
    public void ADetectorWithOtherWeightsFails()
    {
        string folder = TestFolders.Fresh();
        Directory.CreateDirectory(Path.Combine(folder, "models", "yolox-nano"));
        File.WriteAllText(Path.Combine(folder, "models", "yolox-nano", "yolox_nano.onnx"), "not these");
        CliRun run = CliRun.Of("doctor", "--data", folder);
        Assert.Equal(1, run.Code);
        Assert.Contains("FAIL detector", run.Output);
        Assert.Contains("SHA-256", run.Output);
    }
}
