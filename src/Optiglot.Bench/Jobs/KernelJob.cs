using System.Diagnostics;
using Optiglot.Training;
using static TorchSharp.torch;

namespace Optiglot.Bench;

/// <summary>One kernel against the same work in plain operations of libtorch: both in this process, pass by pass in turn.</summary>
public sealed record KernelJob : BenchJob
{
    private const double ToleranceFp32 = 1e-4, ToleranceBf16 = 0.05;

    /// <summary>Names of all kernels.</summary>
    public static IReadOnlyList<string> Names => KernelCases.Names;

    /// <summary>The kernel's name.</summary>
    public required string Kernel { get; init; }

    /// <summary>Number format.</summary>
    public Precision Precision { get; init; }

    /// <summary>Sizes of its tensors.</summary>
    public KernelSizes Sizes { get; init; } = new();

    /// <inheritdoc/>
    public override Precision? Format => Precision;

    /// <summary>Writes nothing: inputs are made from the seed.</summary>
    /// <exception cref="ArgumentException">There is no such kernel.</exception>
    public override void Prepare(string folder) => KernelCases.Require(Kernel);

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The sides' results differ.</exception>
    public override JobResult Run(string folder)
    {
        using var scope = NewDisposeScope();
        using KernelCase work = new KernelCases(Sizes, ComputeType.Of(Precision), Seed).Make(Kernel);
        double difference = Check(work);
        double[] ours = new double[Repeats], plain = new double[Repeats];
        for (int i = -Warmup; i < Repeats; i++)
        {
            (double own, double other) = (Time(work.Reset, work.Ours), Time(work.Reset, work.Plain));
            if (i >= 0) (ours[i], plain[i]) = (own, other);
        }

        Dictionary<string, double> values = new() { ["plain_seconds"] = Spread.MedianOf(plain), ["difference"] = difference };
        return new JobResult { Seconds = ours, Work = 1, Values = values, PeakBytes = JobResult.PeakMemory() };
    }

    /// <summary>Requires that both sides give the same; gives their difference.</summary>
    /// <exception cref="InvalidDataException">They do not.</exception>
    internal double Check(KernelCase work)
    {
        double difference = work.Difference(), tolerance = work.Tolerance ?? (Precision == Precision.Bf16 ? ToleranceBf16 : ToleranceFp32);
        if (difference <= tolerance) return difference;
        string what = FormattableString.Invariant($"{Kernel}: results differ by {difference:G3} of the largest number, {tolerance:G3} are allowed");
        throw new InvalidDataException($"{what}: kernel and plain operations do not do the same work; one of them has a fault");
    }

    private static double Time(Action reset, Func<Tensor[]> pass)
    {
        reset();
        using var scope = NewDisposeScope();
        long start = Stopwatch.GetTimestamp();
        pass();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
