using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Optiglot.Kernels;

/// <summary>
/// Dropout on the CPU by a counter-based hash, sixteen words at a time: element i depends on the key and i alone.
/// libtorch draws masks one number after the other from a Mersenne twister, which costs a small model more than its products.
/// </summary>
internal static class DropoutMask
{
    private const int Block = 1 << 16;

    // Halves of sixteen words.
    private const int Halves = 2 * Float32x16.Count;

    /// <summary>Fills a whole mask with 0 and <c>1 / (1 − probability)</c>; a hash's half of 16 bits decides an element.</summary>
    /// <param name="mask">The mask.</param>
    /// <param name="isBFloat16">bfloat16, else float32.</param>
    /// <param name="probability">Part of the elements that are 0, 0 to below 1, in steps of 2⁻¹⁶.</param>
    /// <param name="key">Key of the hash.</param>
    internal static unsafe void Fill(Span<byte> mask, bool isBFloat16, double probability, ulong key)
    {
        ushort threshold = (ushort)Math.Round(probability * 65536);
        float scale = (float)(65536.0 / (65536 - threshold));
        long elements = KernelMemory.Count(mask, isBFloat16);
        int blocks = (int)((elements + Block - 1) / Block);
        fixed (byte* bytes = mask)
        {
            nint start = (nint)bytes;
            if (blocks == 1) FillBlock(start, 0, elements, isBFloat16, threshold, scale, key);
            else ComputeThreads.For(blocks, block => FillBlock(start, (long)block * Block, elements, isBFloat16, threshold, scale, key));
        }
    }

    /// <summary>Hashes below this are dropped.</summary>
    internal static uint Threshold(double probability) => (uint)Math.Round(probability * uint.MaxValue);

    /// <summary>What the others are multiplied by.</summary>
    internal static float Scale(double probability) => (float)(1 / (1 - probability));

    /// <summary>Factors of sixteen elements of these numbers: 0 or <paramref name="scale"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Float32x16 Factors(UInt32x16 numbers, uint threshold, float scale, ulong key) => Hash(numbers, key).WhereAtLeast(threshold, scale);

    private static unsafe void FillBlock(nint start, long first, long elements, bool isBFloat16, ushort threshold, float scale, ulong key)
    {
        int count = (int)Math.Min(Block, elements - first);
        if (isBFloat16)
        {
            ushort rounded = (ushort)(BitConverter.SingleToUInt32Bits(scale) + 0x8000 >> 16);
            FillBFloat16((ushort*)start + first, count, (uint)first, threshold, rounded, key);
        }
        else
        {
            FillSingle((float*)start + first, count, (uint)first, threshold, scale, key);
        }
    }

    private static unsafe void FillBFloat16(ushort* mask, int count, uint first, ushort threshold, ushort scale, ulong key)
    {
        int whole = count / Halves * Halves;
        for (int i = 0; i < whole; i += Halves)
        {
            (Vector256<ushort> low, Vector256<ushort> high) = Hash(UInt32x16.From((first + (uint)i) >> 1), key).HalvesAtLeast(threshold, scale);
            low.Store(mask + i);
            high.Store(mask + i + (Halves / 2));
        }

        for (int i = whole; i < count; i++) mask[i] = Draw(first + (uint)i, key) >= threshold ? scale : (ushort)0;
    }

    private static unsafe void FillSingle(float* mask, int count, uint first, ushort threshold, float scale, ulong key)
    {
        int whole = count / Halves * Halves;
        Vector256<uint> value = Vector256.Create(scale).AsUInt32();
        for (int i = 0; i < whole; i += Halves)
        {
            (Vector256<ushort> low, Vector256<ushort> high) = Hash(UInt32x16.From((first + (uint)i) >> 1), key).HalvesAtLeast(threshold, ushort.MaxValue);
            StoreSingles(low, value, (uint*)mask + i);
            StoreSingles(high, value, (uint*)mask + i + (Halves / 2));
        }

        for (int i = whole; i < count; i++) mask[i] = Draw(first + (uint)i, key) >= threshold ? scale : 0;
    }

    // All bits of a half widen to all bits of a word.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void StoreSingles(Vector256<ushort> halves, Vector256<uint> value, uint* to)
    {
        (Vector256<int> low, Vector256<int> high) = Vector256.Widen(halves.AsInt16());
        (low.AsUInt32() & value).Store(to);
        (high.AsUInt32() & value).Store(to + Vector256<uint>.Count);
    }

    // Element i is the low or high half of word i/2, as the vector path lays them out.
    private static ushort Draw(uint i, ulong key)
    {
        uint word = Hash(UInt32x16.Create(i >> 1), key).First;
        return (ushort)((i & 1) == 0 ? word : word >> 16);
    }

    // Two rounds of a 32-bit multiply-xorshift mixer ("lowbias32"-style constants), keyed before each.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static UInt32x16 Hash(UInt32x16 x, ulong key) =>
        (((((x ^ (uint)key).XorShifted(16) * 0x7feb352du) + (uint)(key >> 32)).XorShifted(15)) * 0x846ca68bu).XorShifted(16);
}
