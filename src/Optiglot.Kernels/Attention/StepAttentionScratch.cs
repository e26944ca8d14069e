using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Optiglot.Kernels;

/// <summary>One worker's memory for <see cref="StepAttentionKernel"/>, and the attention of one query in it.</summary>
internal sealed unsafe class StepAttentionScratch : IDisposable
{
    private const int Alignment = 64;

    private readonly int heads, depth;
    private readonly bool isBFloat16;
    private readonly float* start, query, weights, bias;

    /// <summary>Makes room for as many keys as the job has.</summary>
    internal StepAttentionScratch(StepAttentionJob job)
    {
        (heads, depth, isBFloat16) = (job.Heads, job.Width / job.Heads, job.IsBFloat16);
        int width = Padded(job.Keys);
        nuint size = ((nuint)(depth + (2 * width)) * sizeof(float)) + ((nuint)job.Keys * (nuint)sizeof(nint));
        start = (float*)NativeMemory.AlignedAlloc(size, Alignment);
        query = start;
        weights = query + depth;
        bias = weights + width;
        Keys = (nint*)(bias + width);
        new Span<float>(bias, width).Clear();
    }

    /// <summary>Where each key's row begins; its value begins <c>apart</c> bytes after it.</summary>
    internal nint* Keys { get; }

    /// <summary>Attends with all heads.</summary>
    /// <param name="count">Keys there are.</param>
    /// <param name="asked">The query, all heads side by side.</param>
    /// <param name="result">Where the results go, all heads side by side.</param>
    /// <param name="apart">Bytes from a key to its value.</param>
    /// <param name="isEven">Whether all keys weigh the same, whatever the query asks.</param>
    internal void Attend(int count, byte* asked, byte* result, int apart, bool isEven = false)
    {
        float scale = isEven ? 0 : (float)(1 / Math.Sqrt(depth));
        for (int head = 0; head < heads; head++)
        {
            int first = head * depth;
            for (int k = 0; k < depth; k += Float32x16.Count) (Float32x16.Load(asked, first + k, isBFloat16) * scale).Store(query + k);
            for (int j = 0; j < count; j++) weights[j] = Dot((byte*)Keys[j], first);
            AttentionWeights.Softmax(weights, bias, count, Padded(count));
            for (int k = 0; k < depth; k += Float32x16.Count) WeightedSum(count, apart, first + k).Store(result, first + k, isBFloat16);
        }
    }

    public void Dispose() => NativeMemory.AlignedFree(start);

    private static int Padded(int keys) => (keys + Float32x16.Count - 1) / Float32x16.Count * Float32x16.Count;

    private float Dot(byte* key, int first)
    {
        Float32x16 sum = Float32x16.Zero;
        for (int k = 0; k < depth; k += Float32x16.Count)
            sum = Float32x16.FusedMultiplyAdd(Float32x16.Load(query + k), Float32x16.Load(key, first + k, isBFloat16), sum);
        return Float32x16.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Float32x16 WeightedSum(int count, int apart, int at)
    {
        Float32x16 sum = Float32x16.Zero;
        for (int j = 0; j < count; j++)
            sum = Float32x16.FusedMultiplyAdd(Float32x16.Create(weights[j]), Float32x16.Load((byte*)Keys[j] + apart, at, isBFloat16), sum);
        return sum;
    }
}
