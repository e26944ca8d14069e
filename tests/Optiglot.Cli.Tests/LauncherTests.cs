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

    // MSBuild exits with 0 when a signal stops it: what it left half built was taken for the program, for good.
    [Fact]
    public async Task ABuildThatWasStoppedIsNotTakenForDone()
    {
        string root = TestFolders.Fresh(), tools = Directory.CreateDirectory(Path.Combine(root, "tools")).FullName, dotnet = Path.Combine(tools, "dotnet");
        foreach (string folder in (string[])["eng", "detectors"]) Directory.CreateDirectory(Path.Combine(root, folder));
        foreach (string file in (string[])["Directory.Build.props", "global.json", ".editorconfig"]) File.WriteAllText(Path.Combine(root, file), "");
        string project = Directory.CreateDirectory(Path.Combine(root, "src", "Optiglot.Cli")).FullName;
        string program = Path.Combine(project, "bin", "Release", "net10.0", "optiglot.dll");
        foreach (string file in (string[])["optiglot", "eng/environment.sh"])
            File.Copy(Path.Combine(TestFolders.Repository, file), Path.Combine(root, file), overwrite: true);
        // The program is there, of a build before; this one ends before its end, once.
        Directory.CreateDirectory(Path.GetDirectoryName(program)!);
        File.WriteAllText(program, "");
        File.Copy(Path.Combine(root, "optiglot"), dotnet);   // executable as it is
        File.WriteAllText(dotnet, $"""
            #!/usr/bin/env bash
            case $1 in
                --list-sdks) echo "10.0.100 [/sdk]" ;;
                build) [ -f "{root}/once" ] && touch "{project}/obj/optiglot.built"; touch "{root}/once" ;;
                exec) echo "runs" ;;
            esac
            """);

        (int stopped, string said) = await RunAsync();
        (int done, string ran) = await RunAsync();

        Assert.Equal((1, 0), (stopped, done));
        Assert.Contains("the build was stopped before its end", said, StringComparison.Ordinal);
        Assert.DoesNotContain("runs", said, StringComparison.Ordinal);
        Assert.Contains("building…", ran, StringComparison.Ordinal);
        Assert.Contains("runs", ran, StringComparison.Ordinal);

        async Task<(int Code, string Output)> RunAsync()
        {
            ProcessStartInfo start = new("bash", [Path.Combine(root, "optiglot")]) { RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["PATH"] = $"{tools}:{Environment.GetEnvironmentVariable("PATH")}";
            using Process process = Process.Start(start)!;
            Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, await error + output);
        }
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
