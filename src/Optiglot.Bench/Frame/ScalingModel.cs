namespace Optiglot.Bench;

/// <summary>
/// What data-parallel training costs: a rank computes its part of a step, then sends and receives 2 (N − 1) / N of the gradient (reduce-scatter and
/// all-gather), in messages that each have a price. What overlaps with the backward pass is none: sums begin when it is over.
/// </summary>
public sealed record ScalingModel
{
    /// <summary>Numbers that are trained.</summary>
    public required double Parameters { get; init; }

    /// <summary>Bytes of one on the way: 4, or 2 in bfloat16.</summary>
    public double NumberBytes { get; init; } = sizeof(float);

    /// <summary>Seconds that one rank computes for a batch.</summary>
    public required double ComputeSeconds { get; init; }

    /// <summary>Bytes a second that a rank sends, additions in memory among what takes the time.</summary>
    public required double Bandwidth { get; init; }

    /// <summary>Seconds of a message however short.</summary>
    public required double Latency { get; init; }

    /// <summary>Numbers of a rank's share of a bucket, as <c>GradientSum</c> has them.</summary>
    public double Bucket { get; init; } = 1 << 18;

    /// <summary>Bytes that a rank sends in a step.</summary>
    public double BytesAStep(int ranks) => 2.0 * (ranks - 1) / ranks * Parameters * NumberBytes;

    /// <summary>Messages that a rank sends in a step.</summary>
    public double Messages(int ranks) => 2.0 * (ranks - 1) * Math.Ceiling(Parameters / (Bucket * ranks));

    /// <summary>Seconds of a step's sums.</summary>
    public double SumSeconds(int ranks) => (BytesAStep(ranks) / Bandwidth) + (Messages(ranks) * Latency);

    /// <summary>How many times as much a second is trained on as by one rank, where each has a whole batch: batches grow with the ranks.</summary>
    public double GrowingBatch(int ranks) => ranks * ComputeSeconds / (ComputeSeconds + SumSeconds(ranks));

    /// <summary>How many times as fast a step of the same batch is.</summary>
    public double SameBatch(int ranks) => ComputeSeconds / ((ComputeSeconds / ranks) + SumSeconds(ranks));
}
