using System.Diagnostics;

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
        string program = Path.ChangeExtension(typeof(MpiTests).Assembly.Location, null);
        using MpiJob job = MpiJob.Start(count, [program, "rank", what], environment);
        (int code, string output, string error) = job.End();
        return (code, output + error);
    }
}
