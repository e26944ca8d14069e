using Optiglot.Distributed.Mpi;

namespace Optiglot.Distributed.Tests;

/// <summary>What a rank of a job under a real launcher does.</summary>
internal static class RankProgram
{
    internal static int Run(string what)
    {
        using ICommunicator ranks = MpiLaunch.Open();
        try
        {
            return what switch
            {
                "sum" => Sum(ranks),
                "raise" => Endless(ranks, () => throw new InvalidOperationException("the disk is full")),
                "die" => Endless(ranks, () => Environment.FailFast("as if killed")),
                "hang" => Endless(ranks, () => Thread.Sleep(Timeout.Infinite)),
                "differ" => Differ(ranks),
                _ => throw new ArgumentException(what),
            };
        }
        catch (RankFailedException error)
        {
            Console.WriteLine($"rank {ranks.Rank} ends: {error.Message}");
            Console.Out.Flush();
            ranks.Fail(error.Message);
            return 3;
        }
        catch (Exception error) when (error is not InvalidDataException)
        {
            ranks.Fail(error.Message);
            return 4;
        }
    }

    private static int Sum(ICommunicator ranks)
    {
        float[] gradient = [.. Enumerable.Range(0, 100_003).Select(i => (i % 97) + (0.5f * ranks.Rank))];
        new GradientSum(ranks, bucket: 1000).Run(gradient);
        float expected = (96 * ranks.Count) + (0.25f * ranks.Count * (ranks.Count - 1));
        bool right = gradient[96] == expected && ranks.GatherText($"r{ranks.Rank}").SequenceEqual(Enumerable.Range(0, ranks.Count).Select(rank => $"r{rank}"));
        right &= ranks.Broadcast(ranks.Rank + 5, root: ranks.Count - 1) == ranks.Count + 4;
        Console.WriteLine(
            $"rank {ranks.Rank} of {ranks.Count}, {ranks.LocalRank} of {ranks.LocalCount} here: "
                + $"{(right ? "right" : $"wrong: {gradient[96]}, not {expected}")}");
        return right ? 0 : 1;
    }

    // Rank 1 comes to grief after some steps.
    private static int Endless(ICommunicator ranks, Action grief)
    {
        for (int step = 0; step < 1_000_000; step++)
        {
            if (ranks.Rank == 1 && step == 50) grief();
            ranks.Barrier();
            if (step == 40) Console.WriteLine($"rank {ranks.Rank} goes");
            Thread.Sleep(10);
        }

        return 0;
    }

    private static int Differ(ICommunicator ranks)
    {
        try
        {
            ranks.RequireSame("recipe", ranks.Rank == 1 ? "another" : "the same");
            return 1;
        }
        catch (InvalidDataException error)
        {
            Console.WriteLine($"rank {ranks.Rank} refuses: {error.Message}");
            return 0;
        }
    }
}
