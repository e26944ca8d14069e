using System.Runtime.InteropServices;

namespace Optiglot.Modeling;

/// <summary>One worker's memory for one head of one sentence, in float32; made once a call and worker.</summary>
internal sealed unsafe class AttentionScratch : IDisposable
{
    private const int Alignment = 64;

    private readonly float* start;

    internal AttentionScratch(AttentionJob job)
    {
        int matrix = job.Depth * job.Wide, tile = AttentionTiles.Height * job.Depth, weights = AttentionTiles.Height * job.Wide;
        float* next = start = (float*)NativeMemory.AlignedAlloc((nuint)((6 * matrix) + (3 * tile) + (3 * weights) + job.Wide) * sizeof(float), Alignment);
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
        KeySums = Take(matrix);
        ValueSums = Take(matrix);
        Queries = Take(tile);
        Outputs = Take(tile);
        Mixed = Take(tile);
        Weights = Take(weights);
        Dropped = Take(weights);
        Slopes = Take(weights);
        Bias = Take(job.Wide);
    }

    /// <summary>Keys, a column each: <c>[depth, wide]</c>; columns beyond the last are 0.</summary>
    internal float* KeyColumns { get; }

    /// <summary>Keys, <c>[keys, depth]</c>.</summary>
    internal float* Keys { get; }

    /// <summary>Values, a column each.</summary>
    internal float* ValueColumns { get; }

    /// <summary>Values, <c>[keys, depth]</c>.</summary>
    internal float* Values { get; }

    /// <summary>Gradient of the keys.</summary>
    internal float* KeySums { get; }

    /// <summary>Gradient of the values.</summary>
    internal float* ValueSums { get; }

    /// <summary>A tile's scaled queries, <c>[4, depth]</c>.</summary>
    internal float* Queries { get; }

    /// <summary>A tile's gradients of the outputs.</summary>
    internal float* Outputs { get; }

    /// <summary>A tile's results.</summary>
    internal float* Mixed { get; }

    /// <summary>A tile's weights, <c>[4, wide]</c>.</summary>
    internal float* Weights { get; }

    /// <summary>A tile's weights after dropout.</summary>
    internal float* Dropped { get; }

    /// <summary>A tile's gradients of the weights, then of the scores.</summary>
    internal float* Slopes { get; }

    /// <summary>What is added to the scores, <c>[wide]</c>.</summary>
    internal float* Bias { get; }

    public void Dispose() => NativeMemory.AlignedFree(start);
}
