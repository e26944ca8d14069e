namespace Optiglot.Kernels.Tests;

/// <summary>On .NET's pool: libtorch is not in this process. Its own threads are tested where it is, in Optiglot.Modeling.Tests.</summary>
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
        Assert.InRange(made, 1, Environment.ProcessorCount);
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
    public void WithoutLibtorchThereIsNoOpenMpAndNothingIsRun() => Assert.False(OpenMp.Run(() => Assert.Fail("there are no such threads")));

    [Theory, InlineData(0), InlineData(1), InlineData(128), InlineData(129), InlineData(1000)]
    public void BlocksOfRowsAddUpInOrder(int rows)
    {
        float[] totals = [1, 2];
        unsafe
        {
            RowBlocks.Run(rows, 2, (first, end, sums) =>
            {
                for (int row = first; row < end; row++) (sums[0], sums[1]) = (sums[0] + row, sums[1] + 1);
            }, totals);
        }

        Assert.Equal([1 + (rows * (rows - 1L) / 2), 2 + rows], totals.Select(each => (long)each));
    }
}
