using System.Diagnostics;
using Xunit.Sdk;

namespace Optiglot.Distributed.Tests;

/// <summary>Real processes under Open MPI's launcher; skipped where there is none.</summary>
public class MpiTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void RanksFindEachOtherAndAddUp(int count)
    {
        (int code, string output) = Launch(count, "sum");
        Assert.True(code == 0, output);
        for (int rank = 0; rank < count; rank++) Assert.Contains($"rank {rank} of {count}, {rank} of {count} here: right", output);
    }

    [Fact]
    public void DifferentRecipesAreRefusedByAll()
    {
        (_, string output) = Launch(2, "differ");
        Assert.Contains("rank 0 refuses: recipe: rank 1 has another than rank 0 (another, not the same)", output);
        Assert.Contains("rank 1 refuses: recipe: rank 1 has another", output);
    }

    [Theory]
    [InlineData("raise", "rank 1: the disk is full")]
    [InlineData("die", "rank 1")]
    [InlineData("hang", "rank 1: hangs: it has computed for")]
    public void ARankInGriefEndsTheJobWithItsNameAndReason(string what, string says)
    {
        Stopwatch watch = Stopwatch.StartNew();
        (int code, string output) = Launch(2, what, ("OPTIGLOT_RANK_TIMEOUT", "3"));
        Assert.NotEqual(0, code);
        Assert.Contains("rank 0 goes", output);
        Assert.Contains(says, output);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), $"{watch.Elapsed}");
    }

    private static (int Code, string Output) Launch(int count, string what, params (string Name, string Value)[] environment)
    {
        string? mpirun = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, "mpirun")).FirstOrDefault(File.Exists);
        if (mpirun is null) throw SkipException.ForSkip("there is no mpirun: install it with apt-get install openmpi-bin");
        string program = Path.ChangeExtension(typeof(MpiTests).Assembly.Location, null);
        ProcessStartInfo start = new(mpirun, ["--allow-run-as-root", "--oversubscribe", "-np", $"{count}", program, "rank", what]) { RedirectStandardOutput = true, RedirectStandardError = true };
        // Processes that wait leave the cores to the others.
        start.Environment["OMPI_MCA_mpi_yield_when_idle"] = "1";
        start.Environment["OMPI_MCA_btl_vader_single_copy_mechanism"] = "none";
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromSeconds(120)))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail("not over after two minutes");
        }

        return (process.ExitCode, output.Result + errors.Result);
    }
}
