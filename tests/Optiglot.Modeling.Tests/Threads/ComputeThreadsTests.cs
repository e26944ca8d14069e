using Optiglot.Kernels;
using static TorchSharp.torch;

namespace Optiglot.Modeling.Tests;

/// <summary>Loops in a process that has libtorch.</summary>
public class ComputeThreadsTests
{
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

    [Fact]
    public void TheyRunALoop()
    {
        using Tensor any = zeros(1);
        int[] seen = new int[1000];
        int made = 0;
        ComputeThreads.For(seen.Length, () => Interlocked.Increment(ref made), (i, _) => Interlocked.Increment(ref seen[i]), _ => { });
        Assert.All(seen, times => Assert.Equal(1, times));
        Assert.InRange(made, 1, Math.Max(get_num_threads(), Environment.ProcessorCount));
        Assert.Equal("37", Assert.Throws<InvalidOperationException>(() => ComputeThreads.For(100, i =>
        {
            if (i == 37) throw new InvalidOperationException("37");
        })).Message);
    }
}
