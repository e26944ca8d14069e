using System.Diagnostics;
using Optiglot.Distributed;

namespace Optiglot.Bench;

/// <summary>Sums of a gradient by several ranks that compute nothing between: what the way from one to another can do.</summary>
public sealed record LinkJob : BenchJob
{
    private const int Barriers = 200;

    /// <summary>Numbers of the gradient.</summary>
    public required int Numbers { get; init; }

    /// <summary>What they are on the way.</summary>
    public WireFormat Wire { get; init; }

    /// <inheritdoc/>
    public override void Prepare(string folder)
    {
    }

    /// <inheritdoc/>
    public override JobResult Run(string folder) => Run(folder, new SingleProcess());

    /// <inheritdoc/>
    public override JobResult Run(string folder, ICommunicator ranks)
    {
        float[] gradient = new float[Numbers];
        GradientSum sum = new(ranks, Wire);
        sum.Run(gradient);
        ranks.Barrier();
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < Barriers; i++) ranks.Barrier();
        double latency = Stopwatch.GetElapsedTime(start).TotalSeconds / Barriers;
        long before = sum.BytesSent;
        IReadOnlyList<double> seconds = JobResult.Time(Warmup, Repeats, () => sum.Run(gradient));
        double bytes = (double)(sum.BytesSent - before) / (Warmup + Repeats);
        return new JobResult
        {
            Seconds = seconds, Work = bytes, Values = new Dictionary<string, double> { ["latency"] = latency }, PeakBytes = JobResult.PeakMemory()
        };
    }
}
