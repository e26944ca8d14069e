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
}
