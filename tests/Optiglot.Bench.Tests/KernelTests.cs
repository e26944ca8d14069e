using Optiglot.Training;
using static TorchSharp.torch;

namespace Optiglot.Bench.Tests;

/// <summary>Both sides of every kernel's measurement give the same, and one that does not is no measurement.</summary>
public class KernelTests
{
    public static TheoryData<string, Precision> Kernels => new(
        from kernel in KernelJob.Names
        from precision in new[] { Precision.Fp32, Precision.Bf16 }
        select (kernel, precision));

    [Theory, MemberData(nameof(Kernels))]
    public void BothSidesGiveTheSame(string kernel, Precision precision)
    {
        var job = new KernelJob { Kernel = kernel, Precision = precision, Repeats = 2, Sizes = KernelSizes.Tiny };
        JobResult result = job.Run("");
        Assert.Equal(2, result.Seconds.Count);
        Assert.True(result.Rate > 0 && result.Values["plain_seconds"] > 0);
        // Random masks are alike in their moments alone.
        if (kernel != "dropout-mask") Assert.InRange(result.Values["difference"], 0, precision == Precision.Bf16 ? 0.05 : 1e-4);
    }

    [Fact]
    public void SidesThatDifferEndWithAnError()
    {
        using var scope = NewDisposeScope();
        var job = new KernelJob { Kernel = "made up" };
        using KernelCase apart = new(() => [ones(3), zeros(2)], () => [ones(3), ones(2)]), broken = new(() => [ones(3) / 0], () => [ones(3)]);
        Assert.Contains("made up: results differ by 1 of", Assert.Throws<InvalidDataException>(() => job.Check(apart)).Message);
        Assert.Throws<InvalidDataException>(() => job.Check(broken));
        using KernelCase same = new(() => [ones(3)], () => [ones(3)]);
        Assert.Equal(0, job.Check(same));
    }
}
