using System.Numerics;
using System.Runtime.InteropServices;

namespace Optiglot.Distributed;

/// <summary>
/// Sums flat gradients over all ranks. Each rank adds up one share of every bucket, in order of ranks, and gives the sum to the others (reduce-scatter and
/// all-gather: each rank sends and receives 2 (N − 1) / N of the gradient, the least there is), so that all ranks have the same bits whatever the engine's
/// algorithms are. One thread uses it.
/// </summary>
/// <param name="ranks">The ranks.</param>
/// <param name="wire">What numbers are on the way.</param>
/// <param name="bucket">Numbers of a rank's share in a bucket: buffers have <c>2 N</c> times as many.</param>
public sealed class GradientSum(ICommunicator ranks, WireFormat wire = WireFormat.Float32, int bucket = 1 << 18)
{
    private readonly int share = bucket;
    private byte[] sent = [], received = [];
    private float[] sum = [];

    /// <summary>Bytes that this rank has sent to others.</summary>
    public long BytesSent { get; private set; }

    /// <summary>Sums numbers of 32 bits.</summary>
    /// <param name="gradient">Of equal length everywhere; replaced by the sum.</param>
    /// <exception cref="RankFailedException">Another rank has failed.</exception>
    public void Run(Span<float> gradient)
    {
        if (ranks.Count == 1) return;
        for (int start = 0; start < gradient.Length; start += share * ranks.Count)
        {
            Span<float> part = gradient[start..Math.Min(gradient.Length, start + (share * ranks.Count))];
            if (wire == WireFormat.Float32) Floats(part);
            else Halves(part);
        }
    }

    /// <summary>Sums numbers of bfloat16, each given by its 16 bits; added in 32 bits and rounded once.</summary>
    /// <inheritdoc cref="Run(Span{float})"/>
    public void Run(Span<ushort> gradient)
    {
        if (ranks.Count == 1) return;
        for (int start = 0; start < gradient.Length; start += share * ranks.Count)
        {
            Span<ushort> part = gradient[start..Math.Min(gradient.Length, start + (share * ranks.Count))];
            int own = Prepare<ushort>(part.Length);
            Span<ushort> out16 = MemoryMarshal.Cast<byte, ushort>(sent.AsSpan()), in16 = MemoryMarshal.Cast<byte, ushort>(received.AsSpan());
            part.CopyTo(out16);
            out16[part.Length..(own * ranks.Count)].Clear();
            Reduce16(own);
            in16[..part.Length].CopyTo(part);
        }
    }

    private void Floats(Span<float> part)
    {
        int own = Prepare<float>(part.Length);
        Span<float> outgoing = MemoryMarshal.Cast<byte, float>(sent.AsSpan()), incoming = MemoryMarshal.Cast<byte, float>(received.AsSpan());
        part.CopyTo(outgoing);
        outgoing[part.Length..(own * ranks.Count)].Clear();
        Exchange(own * sizeof(float));
        Span<float> total = sum.AsSpan(0, own);
        incoming[..own].CopyTo(total);
        for (int rank = 1; rank < ranks.Count; rank++) Add(incoming.Slice(rank * own, own), total);
        Gather(MemoryMarshal.AsBytes(total));
        incoming[..part.Length].CopyTo(part);
    }

    private void Halves(Span<float> part)
    {
        int own = Prepare<ushort>(part.Length);
        Span<ushort> outgoing = MemoryMarshal.Cast<byte, ushort>(sent.AsSpan()), incoming = MemoryMarshal.Cast<byte, ushort>(received.AsSpan());
        BFloat16.FromFloats(part, outgoing);
        outgoing[part.Length..(own * ranks.Count)].Clear();
        Reduce16(own);
        BFloat16.ToFloats(incoming[..part.Length], part);
    }

    // What is in `sent` as bfloat16, summed, into `received`.
    private void Reduce16(int own)
    {
        Exchange(own * sizeof(ushort));
        Span<ushort> incoming = MemoryMarshal.Cast<byte, ushort>(received.AsSpan());
        Span<float> total = sum.AsSpan(0, own), next = sum.AsSpan(own, own);
        BFloat16.ToFloats(incoming[..own], total);
        for (int rank = 1; rank < ranks.Count; rank++)
        {
            BFloat16.ToFloats(incoming.Slice(rank * own, own), next);
            Add(next, total);
        }

        Span<ushort> rounded = MemoryMarshal.Cast<byte, ushort>(sent.AsSpan())[..own];
        BFloat16.FromFloats(total, rounded);
        Gather(MemoryMarshal.AsBytes(rounded));
    }

    private int Prepare<T>(int numbers) where T : unmanaged
    {
        int own = (numbers + ranks.Count - 1) / ranks.Count, bytes = own * ranks.Count * Marshal.SizeOf<T>();
        if (sent.Length < bytes) (sent, received) = (new byte[bytes], new byte[bytes]);
        if (sum.Length < 2 * own) sum = new float[2 * own];
        return own;
    }

    private void Exchange(int block)
    {
        ranks.Exchange(sent.AsSpan(0, block * ranks.Count), received.AsSpan(0, block * ranks.Count));
        BytesSent += (long)block * (ranks.Count - 1);
    }

    private void Gather(ReadOnlySpan<byte> own)
    {
        ranks.Gather(own, received.AsSpan(0, own.Length * ranks.Count));
        BytesSent += (long)own.Length * (ranks.Count - 1);
    }

    private static void Add(ReadOnlySpan<float> values, Span<float> total)
    {
        ReadOnlySpan<Vector<float>> x = MemoryMarshal.Cast<float, Vector<float>>(values);
        Span<Vector<float>> y = MemoryMarshal.Cast<float, Vector<float>>(total);
        for (int i = 0; i < x.Length; i++) y[i] += x[i];
        for (int i = x.Length * Vector<float>.Count; i < values.Length; i++) total[i] += values[i];
    }
}
