using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>
/// Fills dropout masks on the CPU with a counter-based hash, 16 lanes at a time: element i depends on the key and i alone.
/// libtorch draws masks one number after the other from a Mersenne twister, which costs a small model more than its products.
/// </summary>
internal static class DropoutMask
{
    private const int Block = 1 << 16;

    internal static void Fill(Tensor mask, double probability, ulong key)
    {
        ushort threshold = (ushort)Math.Round(probability * 65536);
        float kept = (float)(65536.0 / (65536 - threshold));
        bool half = mask.dtype == ScalarType.BFloat16;
        long elements = mask.numel();
        int blocks = (int)((elements + Block - 1) / Block);
        unsafe
        {
            fixed (byte* bytes = mask.bytes)
            {
                nint start = (nint)bytes;
                if (blocks == 1) FillBlock(start, 0, elements, half, threshold, kept, key);
                else ComputeThreads.For(blocks, block => FillBlock(start, (long)block * Block, elements, half, threshold, kept, key));
            }
        }
    }

    /// <summary>Hashes below this are dropped.</summary>
    internal static Vector512<uint> Limit(double probability) => Vector512.Create((uint)Math.Round(probability * uint.MaxValue));

    /// <summary>What the others are multiplied by.</summary>
    internal static Vector512<float> Kept(double probability) => Vector512.Create((float)(1 / (1 - probability)));

    /// <summary>Factors of sixteen elements of these numbers: 0 or <paramref name="kept"/>.</summary>
    internal static Vector512<float> Factors(Vector512<uint> numbers, Vector512<uint> limit, Vector512<float> kept, ulong key) =>
        (Vector512.GreaterThanOrEqual(Hash(numbers, key), limit) & kept.AsUInt32()).AsSingle();

    private static unsafe void FillBlock(nint start, long first, long elements, bool half, ushort threshold, float kept, ulong key)
    {
        int count = (int)Math.Min(Block, elements - first);
        if (half) FillBFloat16(new Span<ushort>((ushort*)start + first, count), (uint)first, threshold, (ushort)(BitConverter.SingleToUInt32Bits(kept) + 0x8000 >> 16), key);
        else FillSingle(new Span<float>((float*)start + first, count), (uint)first, threshold, kept, key);
    }

    private static void FillBFloat16(Span<ushort> mask, uint first, ushort threshold, ushort kept, ulong key)
    {
        Vector512<uint> counter = Vector512.Create(first >> 1) + Vector512<uint>.Indices;
        Vector512<ushort> limit = Vector512.Create(threshold), value = Vector512.Create(kept);
        Span<Vector512<ushort>> wide = MemoryMarshal.Cast<ushort, Vector512<ushort>>(mask);
        for (int i = 0; i < wide.Length; i++)
        {
            wide[i] = Vector512.GreaterThanOrEqual(Hash(counter, key).AsUInt16(), limit) & value;
            counter += Vector512.Create(16u);
        }

        for (int i = wide.Length * Vector512<ushort>.Count; i < mask.Length; i++)
            mask[i] = Draw(first + (uint)i, key) >= threshold ? kept : (ushort)0;
    }

    private static void FillSingle(Span<float> mask, uint first, ushort threshold, float kept, ulong key)
    {
        Vector512<uint> counter = Vector512.Create(first >> 1) + Vector512<uint>.Indices;
        Vector512<ushort> limit = Vector512.Create(threshold);
        Vector512<int> value = Vector512.Create(kept).AsInt32();
        Span<Vector512<int>> wide = MemoryMarshal.Cast<float, Vector512<int>>(mask);
        for (int i = 0; i + 1 < wide.Length; i += 2)
        {
            (Vector512<int> low, Vector512<int> high) = Vector512.Widen(Vector512.GreaterThanOrEqual(Hash(counter, key).AsUInt16(), limit).AsInt16());
            (wide[i], wide[i + 1]) = (low & value, high & value);
            counter += Vector512.Create(16u);
        }

        for (int i = wide.Length / 2 * 2 * Vector512<float>.Count; i < mask.Length; i++) mask[i] = Draw(first + (uint)i, key) >= threshold ? kept : 0;
    }

    // Element i is the low or high half of word i/2, as the vector path lays them out.
    private static ushort Draw(uint i, ulong key)
    {
        uint word = Hash(Vector512.Create(i >> 1), key).ToScalar();
        return (ushort)((i & 1) == 0 ? word : word >> 16);
    }

    // Two rounds of a 32-bit multiply-xorshift mixer ("lowbias32"-style constants), keyed before each.
    private static Vector512<uint> Hash(Vector512<uint> x, ulong key)
    {
        x ^= Vector512.Create((uint)key);
        x = (x ^ (x >>> 16)) * Vector512.Create(0x7feb352du);
        x += Vector512.Create((uint)(key >> 32));
        x = (x ^ (x >>> 15)) * Vector512.Create(0x846ca68bu);
        return x ^ (x >>> 16);
    }
}
