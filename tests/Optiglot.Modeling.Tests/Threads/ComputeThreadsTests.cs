using static TorchSharp.torch;

namespace Optiglot.Modeling.Tests;

public class ComputeThreadsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public void EachNumberComesOnce(int count)
    {
        int[] seen = new int[count];
        ComputeThreads.For(count, i => Interlocked.Increment(ref seen[i]));
        Assert.All(seen, times => Assert.Equal(1, times));
    }

    [Fact]
    public void WhatAThreadMakesIsItsOwnAndIsFreed()
    {
        int made = 0, freed = 0, shared = 0;
        ComputeThreads.For(500, () => { Interlocked.Increment(ref made); return new object(); }, (_, own) =>
        {
            if (!Monitor.TryEnter(own)) Interlocked.Increment(ref shared);
            else Monitor.Exit(own);
        }, _ => Interlocked.Increment(ref freed));
        Assert.Equal((made, 0), (freed, shared));
        Assert.InRange(made, 1, Math.Max(get_num_threads(), Environment.ProcessorCount));
    }

    [Fact]
    public void AnErrorOnAnyThreadComesOut()
    {
        Assert.Equal("37", Assert.Throws<InvalidOperationException>(() => ComputeThreads.For(100, i =>
        {
            if (i == 37) throw new InvalidOperationException("37");
        })).Message);
        // The threads are still good.
        EachNumberComesOnce(100);
    }

    [Fact]
    public void LibtorchsThreadsAreFound()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("OpenMP's library is another one here");
        using Tensor any = zeros(1);
        HashSet<int> threads = [];
        Assert.True(OpenMp.Run(() =>
        {
            lock (threads) threads.Add(Environment.CurrentManagedThreadId);
        }));
        Assert.Equal(get_num_threads(), threads.Count);
    }
}
