using System.Diagnostics;
using System.Runtime.InteropServices;
using Optiglot.Distributed;
using Optiglot.Modeling;
using static TorchSharp.torch;

namespace Optiglot.Training;

/// <summary>
/// Adds up the gradients of all ranks where they lie: in the flat buffer, those parts of it that are trained. A device's go through the processor's memory.
/// </summary>
/// <param name="ranks">The ranks.</param>
/// <param name="wire">What float32 numbers are on the way; bfloat16 gradients are sent as they are.</param>
/// <param name="parameters">Whose gradients.</param>
/// <param name="adam">Which parts are trained.</param>
internal sealed class RankGradients(ICommunicator ranks, WireFormat wire, ParameterSet parameters, AdamW adam)
{
    private const int MostBytes = 1 << 24;

    private readonly GradientSum sum = new(ranks, wire);
    private readonly (long First, long Count)[] trained = [.. Joined(adam.Trained)];

    /// <summary>Bytes that this rank has sent.</summary>
    internal long BytesSent => sum.BytesSent;

    /// <summary>Gives all ranks rank 0's weights, so that they begin with the same bits.</summary>
    internal void ShareWeights()
    {
        if (ranks.Count == 1) return;
        using var quiet = no_grad();
        using Tensor here = parameters.Master.cpu();
        Span<byte> bytes = here.bytes;
        for (int start = 0; start < bytes.Length; start += MostBytes) ranks.Broadcast(bytes[start..Math.Min(bytes.Length, start + MostBytes)]);
        if (parameters.Master.device_type != TorchSharp.DeviceType.CPU) parameters.Master.copy_(here);
        parameters.RefreshWorking();
    }

    /// <summary>Replaces this rank's gradient by the sum of all.</summary>
    /// <returns>Seconds it took, waiting for the slowest rank among them.</returns>
    internal double Sum()
    {
        long start = Stopwatch.GetTimestamp();
        using var quiet = no_grad();
        foreach ((long first, long count) in trained)
        {
            using Tensor part = parameters.Gradient.narrow(0, first, count), here = part.cpu();
            if (parameters.ComputeType == ScalarType.BFloat16) sum.Run(MemoryMarshal.Cast<byte, ushort>(here.bytes));
            else sum.Run(MemoryMarshal.Cast<byte, float>(here.bytes));
            if (part.device_type != TorchSharp.DeviceType.CPU) part.copy_(here);
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    // Neighbours, whatever their rates, are sent as one: every message has a price.
    private static IEnumerable<(long First, long Count)> Joined(IEnumerable<(long First, long Count)> parts)
    {
        (long First, long Count)? open = null;
        foreach ((long first, long count) in parts.OrderBy(part => part.First))
        {
            if (open is { } before && before.First + before.Count == first)
            {
                open = before with { Count = before.Count + count };
                continue;
            }

            if (open is { } done) yield return done;
            open = (first, count);
        }

        if (open is { } last) yield return last;
    }
}
