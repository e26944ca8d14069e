using System.Diagnostics;

namespace Optiglot.Cli.Tests;

/// <summary>
/// The first Ctrl-C or SIGTERM ends every command within seconds, by the program itself in a process of its own; <see cref="ScoreInterruptTests"/> has those
/// that score. What a command must have said before the signal comes stands with it.
/// </summary>
[Collection(ChildProcesses.Name)]
public sealed class InterruptTests(SmallDemo demo) : IClassFixture<SmallDemo>
{
    // Seconds are promised; a machine that is busy with other work takes some more.
    private static readonly TimeSpan Seconds = TimeSpan.FromSeconds(20), ToStart = TimeSpan.FromMinutes(3);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task TranslateThatWaitsForInput(string signal)
    {
        using Process process = Start("translate", "-m", demo.Run);
        await process.StandardInput.WriteLineAsync("two dogs");
        await process.StandardInput.WriteLineAsync("a ball");
        await process.StandardInput.FlushAsync(Cancellation);
        // No line comes back before the window is full: it reads on, and waits.
        await Task.Delay(TimeSpan.FromSeconds(5), Cancellation);
        await AssertEnds(process, signal);
    }

    [Theory]
    [InlineData("INT", "--input")]
    [InlineData("TERM", "--input")]
    public async Task TranslateOfAPipeThatNobodyWritesTo(string signal, string option)
    {
        string pipe = await Pipe($"{nameof(TranslateOfAPipeThatNobodyWritesTo)}-{signal}");
        using Process process = Start("translate", "-m", demo.Run, option, pipe);
        await Task.Delay(TimeSpan.FromSeconds(5), Cancellation);
        await AssertEnds(process, signal);
    }

    [Fact]
    public async Task ImportOfAPipeThatNobodyWritesTo()
    {
        string pipe = await Pipe(nameof(ImportOfAPipeThatNobodyWritesTo), "table.tsv");
        using Process process = Start("regions", "import", pipe, "--out", Path.Combine(Path.GetDirectoryName(pipe)!, "regions.sqlite"));
        await Task.Delay(TimeSpan.FromSeconds(3), Cancellation);
        await AssertEnds(process, "TERM");
    }

    [Theory]
    [InlineData("INT", "prepares the work")]
    [InlineData("TERM", "round 1 of")]
    public async Task Bench(string signal, string says)
    {
        using Process process = Start("bench", "train", "--size", "small", "--rounds", "50", "--repeats", "100");
        await Said(process.StandardError, says);
        await AssertEnds(process, signal);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task TrainSavesAndEnds(string signal)
    {
        string folder = TestFolders.Fresh($"{nameof(TrainSavesAndEnds)}-{signal}"), run = Path.Combine(folder, "run");
        using Process process = Start("train", SmallRecipe.Write(folder, steps: 1_000_000), "--out", run, "--data", folder, "--set", "end_to_end.patience=0");
        await Said(process.StandardError, "training: starts");
        await AssertEnds(process, signal);
        Assert.True(File.Exists(Path.Combine(run, "end_to_end", "last.checkpoint")));
    }

    [Fact]
    public async Task Demo()
    {
        using Process process = Start("demo", "--out", TestFolders.Fresh(nameof(Demo)));
        await Said(process.StandardError, "draw");
        await AssertEnds(process, "INT");
    }

    private static Process Start(params string[] arguments)
    {
        // Whoever starts the tests in the background may have them ignore Ctrl-C.
        ProcessStartInfo start = new("env", ["--default-signal", "dotnet", "exec", Path.Combine(AppContext.BaseDirectory, "optiglot.dll"), .. arguments])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["OMP_NUM_THREADS"] = "1";
        return Process.Start(start)!;
    }

    private static async Task AssertEnds(Process process, string signal)
    {
        try
        {
            Assert.False(process.HasExited, $"it must still wait or work, and ended with {(process.HasExited ? process.ExitCode : 0)}");
            using (Process kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"])) await kill.WaitForExitAsync(Cancellation);
            Task<string> error = process.StandardError.ReadToEndAsync(Cancellation), output = process.StandardOutput.ReadToEndAsync(Cancellation);
            await process.WaitForExitAsync(Cancellation).WaitAsync(Seconds, Cancellation);
            Assert.True(process.ExitCode == ExitCode.Interrupted, $"exit code {process.ExitCode}: {await error}{await output}");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static async Task Said(StreamReader error, string says)
    {
        using CancellationTokenSource late = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        late.CancelAfter(ToStart);
        while (await error.ReadLineAsync(late.Token) is { } line)
            if (line.Contains(says, StringComparison.Ordinal)) return;
        Assert.Fail($"it ended without saying '{says}'");
    }

    private static async Task<string> Pipe(string test, string name = "pipe")
    {
        string pipe = Path.Combine(TestFolders.Fresh(test), name);
        using Process make = Process.Start("mkfifo", [pipe]);
        await make.WaitForExitAsync(Cancellation);
        return pipe;
    }
}
