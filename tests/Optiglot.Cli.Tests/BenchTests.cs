using System.Text.Json;

namespace Optiglot.Cli.Tests;

/// <summary>Every benchmark on tiny work gives a report; what it measures there means nothing.</summary>
public class BenchTests
{
    [Theory]
    [InlineData("encoder", 1)]
    [InlineData("epoch", 3)]
    [InlineData("memory", 1)]
    [InlineData("growth", 2)]
    [InlineData("load", 3)]
    [InlineData("serve", 3)]
    public void GivesAReport(string name, int rows) => AssertReport(name, rows, "--size", "tiny");

    // Both formats, whatever the processor's defaults are.
    [Theory]
    [InlineData("peak", 2)]
    [InlineData("train", 2)]
    [InlineData("translate", 8)]
    public void GivesARowForEachFormat(string name, int rows) => AssertReport(name, rows, "--size", "tiny", "--precision", "fp32", "bf16");

    // A process each: all kernels go through Optiglot.Bench.Tests in one.
    [Fact]
    public void KernelsGiveARowForEachFormat() => AssertReport("kernels", 4, "--size", "tiny", "--kernel", "norm", "linear", "--precision", "fp32", "bf16");

    [Fact]
    public void ScalingGivesAReport()
    {
        Assert.SkipUnless((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "mpirun"))),
            "there is no mpirun: install it with apt-get install openmpi-bin");
        Assert.SkipUnless(Environment.ProcessorCount >= 2, "two ranks want a core each");
        AssertReport("scaling", 10, "--size", "tiny", "--precision", "fp32");
    }

    [Fact]
    public void DetectGivesAReport() => AssertReport("detect", 1, "--size", "tiny", "--detector", "none");

    [Fact]
    public void AMissingPeerSaysHowToGetIt() => CliRun.Of("bench", "train", "--size", "tiny", "--peer", "--python", "/no/such/python3")
        .AssertFails(1, "apt install python3-torch");

    [Fact]
    public void AnUnknownSizeListsThoseKnown() => CliRun.Of("bench", "train", "--size", "huge").AssertFails(1, "huge", "wide", "small");

    [Fact]
    public void AnUnknownKernelListsThoseKnown() =>
        CliRun.Of("bench", "kernels", "--kernel", "normm", "--rounds", "1").AssertFails(1, "normm", "attention", "linear");

    [Fact]
    public void AReportNeedsItsPage() => CliRun.Of("bench", "report", "--page", "none.md").AssertFails(1, "none.md");

    private static void AssertReport(string name, int rows, params string[] options)
    {
        CliRun run = CliRun.Of(["bench", name, .. options, "--rounds", "1", "--warmup", "0", "--repeats", "1", "--threads", "1", "--json"]);
        Assert.True(run.Code == 0, run.Error);
        using JsonDocument json = JsonDocument.Parse(run.Output);
        Assert.Equal(name, json.RootElement.GetProperty("benchmark").GetString());
        JsonElement.ArrayEnumerator found = json.RootElement.GetProperty("rows").EnumerateArray();
        Assert.Equal(rows, found.Count());
        Assert.All(found, row => Assert.True(row.GetProperty("ours").GetProperty("median").GetDouble() > 0));
    }
}
