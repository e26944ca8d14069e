using System.Text.Json;
using Optiglot.DemoWorld;

namespace Optiglot.Cli.Tests;

/// <summary>A model of the drawn world sees pictures without a region store: its detector lies beside the runs, as the demo leaves it.</summary>
public sealed class WorldDetectorTests(SmallDemo demo) : IClassFixture<SmallDemo>
{
    [Fact]
    public void TheDetectorBesideTheRunIsFound() => AssertSees("--model", demo.Run);

    [Fact]
    public void TheModelFolderItselfWillDo() => AssertSees("--model", Path.Combine(demo.Run, "model"));

    [Fact]
    public void TheDetectorMayBeNamedByItsFile() => AssertSees("--model", demo.Run, "--detector", demo.DetectorFile);

    [Fact]
    public void DetectNamesWhatIsDrawn()
    {
        CliRun run = CliRun.Of("detect", demo.Picture, "--detector", demo.DetectorFile, "--min-regions", "1", "--json");
        Assert.True(run.Code == 0, run.Error);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.NotEmpty(json.RootElement.GetProperty("regions").EnumerateArray());
    }

    [Fact]
    public void AnotherDetectorIsRefused()
    {
        string other = Path.Combine(TestFolders.Fresh(), "other.json");
        using (WorldDetector detector = WorldDetector.Learn(seed: 7, each: 3)) detector.Save(other);
        CliRun.Of("translate", "--model", demo.Run, "--image", demo.Picture, "--detector", other, "a bat")
            .AssertFails(1, "trained with world-detector", "SHA-256");
    }

    private void AssertSees(params string[] model)
    {
        CliRun run = CliRun.Of(["translate", .. model, "--image", demo.Picture, "--json", "the dog"]);
        Assert.True(run.Code == 0, run.Error);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.True(json.RootElement.GetProperty("regions").GetInt32() > 0);
    }
}
