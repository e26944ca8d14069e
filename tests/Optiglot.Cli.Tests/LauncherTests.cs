using System.Diagnostics;

namespace Optiglot.Cli.Tests;

[Collection(ChildProcesses.Name)]
public class LauncherTests
{
    [Fact]
    public async Task RunsFromAnyFolderAndThroughASymbolicLink()
    {
        string folder = TestFolders.Fresh(), link = Path.Combine(folder, "og");
        File.CreateSymbolicLink(link, Path.Combine(TestFolders.Repository, "optiglot"));
        ProcessStartInfo start = new(link, ["--version"]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await error);
        Assert.Matches(@"^\d+\.\d+\.\d+", output);
    }

    // Only where it was seen to win; what the caller has set stays.
    [Theory]
    [InlineData("GenuineIntel", "fpu avx2 avx512f", null, "512")]
    [InlineData("GenuineIntel", "fpu avx2", null, "")]
    [InlineData("AuthenticAMD", "fpu avx2 avx512f", null, "")]
    [InlineData("GenuineIntel", "fpu avx2 avx512f", "256", "256")]
    public async Task WideVectorsAreForIntelWithThem(string vendor, string flags, string? set, string expected)
    {
        string cpu = Path.Combine(TestFolders.Fresh($"vectors-{vendor}-{flags.Length}-{set}"), "cpuinfo");
        File.WriteAllText(cpu, $"vendor_id\t: {vendor}\nflags\t\t: {flags} end\n");
        const string Script = "root=. ; . \"$1\"; printf %s \"${DOTNET_PreferredVectorBitWidth-}\"";
        ProcessStartInfo start = new("bash", ["-euc", Script, "test", Path.Combine(TestFolders.Repository, "eng", "environment.sh")]) {
            RedirectStandardOutput = true };
        start.Environment["OPTIGLOT_CPUINFO"] = cpu;
        start.Environment.Remove("DOTNET_PreferredVectorBitWidth");
        if (set is not null) start.Environment["DOTNET_PreferredVectorBitWidth"] = set;
        using Process process = Process.Start(start)!;
        Assert.Equal(expected, await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }
}
