using System.Diagnostics;
using Optiglot.Distributed.Watch;

namespace Optiglot.Distributed.Tests;

/// <summary>Two ranks watch each other; one of them comes to grief.</summary>
public class RankWatchTests
{
    private static readonly RankLimits Short = new(Silence: TimeSpan.FromSeconds(3), Hang: TimeSpan.FromSeconds(1), Beat: TimeSpan.FromMilliseconds(50));

    [Fact]
    public void WhoEndsInPeaceIsNotMissed() => Both((rank, watch) =>
    {
        Thread.Sleep(300);
        if (rank == 1) watch.Dispose();
        Thread.Sleep(500);
        Assert.Null(watch.Failure);
    });

    [Fact]
    public void WhoGivesUpSaysWhy() => Both((rank, watch) =>
    {
        if (rank == 1)
        {
            watch.Tell("no space\nleft");
            return;
        }

        Assert.Equal((1, "no space left"), (Failure(watch).Rank, Failure(watch).Reason));
    });

    [Fact]
    public void RankZeroIsMissedToo() => Both((rank, watch) =>
    {
        if (rank == 0) watch.Tell("out of memory");
        else Assert.Equal((0, "out of memory"), (Failure(watch).Rank, Failure(watch).Reason));
    });

    [Fact]
    public void WhoComputesWhileOthersWaitHangs() => Both((rank, watch) =>
    {
        using IDisposable? waiting = rank == 0 ? watch.Waiting("a sum") : null;
        Assert.Equal(1, Failure(watch).Rank);
        Assert.Contains("hangs", Failure(watch).Reason);
    });

    [Fact]
    public void WhoSaysThatItIsBusyDoesNot() => Both((rank, watch) =>
    {
        using IDisposable state = rank == 0 ? watch.Waiting("a sum") : watch.Busy("evaluation");
        Thread.Sleep(2500);
        Assert.Null(watch.Failure);
    });

    private static RankFailedException Failure(RankWatch watch)
    {
        Stopwatch time = Stopwatch.StartNew();
        while (watch.Failure is null && time.Elapsed < TimeSpan.FromSeconds(30)) Thread.Sleep(20);
        return watch.Failure ?? throw new InvalidOperationException("nothing was noticed in 30 seconds");
    }

    private static void Both(Action<int, RankWatch> act) => ThreadedCommunicator.Run(2, ranks =>
    {
        RankWatch watch = RankWatch.Start(ranks, Short);
        act(ranks.Rank, watch);
        ranks.Barrier();
        watch.Dispose();
    });
}
