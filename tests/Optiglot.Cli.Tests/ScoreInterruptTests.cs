using System.Diagnostics;

namespace Optiglot.Cli.Tests;

/// <summary>The first Ctrl-C or SIGTERM ends <c>score</c> and <c>compare</c> at once, whatever they wait for.</summary>
[Collection(ChildProcesses.Name)]
public class ScoreInterruptTests
{
    // Far below what a test waits, far above what a busy machine takes to notice a signal.
    private static readonly TimeSpan AtOnce = TimeSpan.FromMinutes(1), ToStart = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // {0} is a file of 100 lines, {1} a named pipe of the same: what is written there has gone through as soon as the program reads.
    [Theory]
    [InlineData("INT", "score - --ref {1} --metrics bleu")]
    [InlineData("TERM", "score - --ref {1} --metrics ter --sentences")]
    [InlineData("INT", "compare {1} - --ref {0} --metrics bleu")]
    [InlineData("TERM", "compare {0} {1} --ref {0} --samples 4000000")]
    public async Task ASignalEndsIt(string signal, string command)
    {
        string folder = TestFolders.Fresh($"{nameof(ASignalEndsIt)}-{signal}-{command.Split(' ')[0]}");
        string file = Path.Combine(folder, "file"), pipe = await Pipe(folder);
        string[] lines = [.. Enumerable.Range(0, 100).Select(i => $"line {i} of a text")];
        File.WriteAllLines(file, lines);
        // Whoever starts the tests in the background may have them ignore Ctrl-C.
        string program = Path.Combine(AppContext.BaseDirectory, "optiglot.dll");
        ProcessStartInfo start = new("env", ["--default-signal", "dotnet", "exec", program, .. string.Format(command, file, pipe).Split(' ')])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        try
        {
            await process.StandardInput.WriteLineAsync("line 0 of a text");
            await process.StandardInput.FlushAsync(Cancellation);
            await Task.Run(() => File.WriteAllLines(pipe, lines), Cancellation).WaitAsync(ToStart, Cancellation);
            await Task.Delay(TimeSpan.FromSeconds(1), Cancellation);
            Assert.False(process.HasExited, "it must still wait or work");
            using (Process kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"])) await kill.WaitForExitAsync(Cancellation);
            await process.WaitForExitAsync(Cancellation).WaitAsync(AtOnce, Cancellation);
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
        string folder = TestFolders.Fresh(), pipe = await Pipe(folder), reference = Path.Combine(folder, "ref");
        File.WriteAllText(reference, "a\n");
        using CancellationTokenSource cancel = new();
        Task<CliRun> run = Task.Run(() => CliRun.With("", cancel.Token, "score", pipe, "--ref", reference), Cancellation);
        await Task.Delay(500, Cancellation);
        Assert.False(run.IsCompleted);
        await cancel.CancelAsync();
        try
        {
            Assert.Equal(ExitCode.Interrupted, (await run.WaitAsync(AtOnce, Cancellation)).Code);
        }
        finally
        {
            File.WriteAllText(pipe, "a\n"); // lets the reader go
        }
    }

    private static async Task<string> Pipe(string folder)
    {
        string pipe = Path.Combine(folder, "pipe");
        using Process make = Process.Start("mkfifo", [pipe]);
        await make.WaitForExitAsync(Cancellation);
        return pipe;
    }
}
