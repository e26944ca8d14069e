using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Optiglot.Modeling;

/// <summary>One worker's memory for <see cref="StepAttention"/>, and the attention of one query in it.</summary>
internal sealed unsafe class StepScratch : IDisposable
{
    private const int Alignment = 64;

    private readonly int heads, depth;
    private readonly bool half;
    private readonly float* start, query, weights, bias;

    /// <summary>Makes room.</summary>
    /// <param name="keys">Most keys of a query.</param>
    /// <param name="heads">Number of heads.</param>
    /// <param name="width">Width of all heads, each a multiple of 16.</param>
    /// <param name="half">bfloat16, else float32.</param>
    internal StepScratch(int keys, int heads, int width, bool half)
    {
        (this.heads, depth, this.half) = (heads, width / heads, half);
        int wide = Wide(keys);
        start = (float*)NativeMemory.AlignedAlloc((nuint)(depth + (2 * wide)) * sizeof(float) + ((nuint)keys * (nuint)sizeof(nint)), Alignment);
        query = start;
        weights = query + depth;
        bias = weights + wide;
        Keys = (nint*)(bias + wide);
        new Span<float>(bias, wide).Clear();
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
            for (int k = 0; k < depth; k += Lanes.Count) (Lanes.Load(asked, first + k, half) * scale).Store(query + k);
            for (int j = 0; j < count; j++) weights[j] = Dot((byte*)Keys[j], first);
            AttentionWeights.Softmax(weights, bias, count, Wide(count));
            for (int k = 0; k < depth; k += Lanes.Count) Mix(count, apart, first + k).Store(result, first + k, half);
        }
    }

    public void Dispose() => NativeMemory.AlignedFree(start);

    private static int Wide(int keys) => (keys + Lanes.Count - 1) / Lanes.Count * Lanes.Count;

    private float Dot(byte* key, int first)
    {
        Lanes sum = Lanes.Zero;
        for (int k = 0; k < depth; k += Lanes.Count) sum = Lanes.FusedMultiplyAdd(Lanes.Load(query + k), Lanes.Load(key, first + k, half), sum);
        return Lanes.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lanes Mix(int count, int apart, int at)
    {
        Lanes sum = Lanes.Zero;
        for (int j = 0; j < count; j++) sum = Lanes.FusedMultiplyAdd(Lanes.Create(weights[j]), Lanes.Load((byte*)Keys[j] + apart, at, half), sum);
        return sum;
    }
}
