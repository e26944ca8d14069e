using System.Runtime.InteropServices;

namespace Optiglot.Kernels;

/// <summary>One worker's memory for one head of one sentence, in float32; made once a call and worker.</summary>
internal sealed unsafe class AttentionScratch : IDisposable
{
    private const int Alignment = 64;

    private readonly float* start;

    internal AttentionScratch(AttentionJob job)
    {
        int matrix = job.Depth * job.PaddedKeys, tile = AttentionTiles.Height * job.Depth, weights = AttentionTiles.Height * job.PaddedKeys;
        nuint size = (nuint)((6 * matrix) + (3 * tile) + (3 * weights) + job.PaddedKeys) * sizeof(float);
        float* next = start = (float*)NativeMemory.AlignedAlloc(size, Alignment);
        float* Take(int size)
        {
            float* taken = next;
            next += size;
            return taken;
        }

        KeyColumns = Take(matrix);
        Keys = Take(matrix);
        ValueColumns = Take(matrix);
        Values = Take(matrix);
        KeyGradients = Take(matrix);
        ValueGradients = Take(matrix);
        Queries = Take(tile);
        OutputGradients = Take(tile);
        Results = Take(tile);
        Weights = Take(weights);
        Dropped = Take(weights);
        WeightGradients = Take(weights);
        Bias = Take(job.PaddedKeys);
    }

    /// <summary>Keys, a column each: <c>[depth, padded keys]</c>; columns beyond the last are 0.</summary>
    internal float* KeyColumns { get; }

    /// <summary>Keys, <c>[keys, depth]</c>.</summary>
    internal float* Keys { get; }

    /// <summary>Values, a column each, <c>[depth, padded keys]</c>.</summary>
    internal float* ValueColumns { get; }

    /// <summary>Values, <c>[keys, depth]</c>.</summary>
    internal float* Values { get; }

    /// <summary>Gradient of the keys, <c>[keys, depth]</c>.</summary>
    internal float* KeyGradients { get; }

    /// <summary>Gradient of the values, <c>[keys, depth]</c>.</summary>
    internal float* ValueGradients { get; }

    /// <summary>A tile's scaled queries, <c>[4, depth]</c>.</summary>
    internal float* Queries { get; }

    /// <summary>A tile's gradients of the outputs, <c>[4, depth]</c>.</summary>
    internal float* OutputGradients { get; }

    /// <summary>A tile's outputs, or its gradients of the queries, <c>[4, depth]</c>.</summary>
    internal float* Results { get; }

    /// <summary>A tile's weights, <c>[4, padded keys]</c>.</summary>
    internal float* Weights { get; }

    /// <summary>A tile's weights after dropout, <c>[4, padded keys]</c>.</summary>
    internal float* Dropped { get; }

    /// <summary>A tile's gradients of the weights, then of the scores, <c>[4, padded keys]</c>.</summary>
    internal float* WeightGradients { get; }

    /// <summary>What is added to the scores, <c>[padded keys]</c>.</summary>
    internal float* Bias { get; }

    public void Dispose() => NativeMemory.AlignedFree(start);
}
