using System.Diagnostics;

namespace Optiglot.Cli.Tests;

/// <summary>The first Ctrl-C or SIGTERM ends <c>score</c> and <c>compare</c> at once, whatever they wait for.</summary>
[Collection(ChildProcesses.Name)]
public class ScoreInterruptTests
{
    // Far below what a test waits, far above what a busy machine takes to notice a signal.
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("INT", "score - --ref {0} --metrics bleu")]
    [InlineData("TERM", "score - --ref {0} --metrics ter --sentences")]
    [InlineData("INT", "compare {0} - --ref {0} --metrics bleu")]
    [InlineData("TERM", "compare {0} {0} --ref {0} --metrics ter --samples 100000000")]
    public async Task ASignalEndsIt(string signal, string command)
    {
        string folder = TestFolders.Fresh($"{nameof(ASignalEndsIt)}-{signal}-{command.Split(' ')[0]}"), reference = Path.Combine(folder, "ref");
        File.WriteAllLines(reference, Enumerable.Range(0, 100).Select(i => $"line {i} of a text"));
        ProcessStartInfo start = new("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "optiglot.dll"), .. string.Format(command, reference).Split(' ')])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        try
        {
            await process.StandardInput.WriteLineAsync("line 0 of a text");
            await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
            await Task.Delay(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
            Assert.False(process.HasExited, "it must still wait or work");
            using (Process kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"])) await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(AtOnce, TestContext.Current.CancellationToken);
            Assert.Equal(ExitCode.Interrupted, process.ExitCode);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    [Fact]
    public async Task APipeThatNobodyWritesToIsGivenUp()
    {
        string folder = TestFolders.Fresh(), pipe = Path.Combine(folder, "pipe"), reference = Path.Combine(folder, "ref");
        File.WriteAllText(reference, "a\n");
        using (Process make = Process.Start("mkfifo", [pipe])) await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        using CancellationTokenSource cancel = new();
        Task<CliRun> run = Task.Run(() => CliRun.With("", cancel.Token, "score", pipe, "--ref", reference), TestContext.Current.CancellationToken);
        await Task.Delay(500, TestContext.Current.CancellationToken);
        Assert.False(run.IsCompleted);
        await cancel.CancelAsync();
        try
        {
            Assert.Equal(ExitCode.Interrupted, (await run.WaitAsync(AtOnce, TestContext.Current.CancellationToken)).Code);
        }
        finally
        {
            File.WriteAllText(pipe, "a\n"); // lets the reader go
        }
    }
}
