using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>
/// Fills dropout masks on the CPU with a counter-based hash, sixteen words at a time: element i depends on the key and i alone.
/// libtorch draws masks one number after the other from a Mersenne twister, which costs a small model more than its products.
/// </summary>
internal static class DropoutMask
{
    private const int Block = 1 << 16;

    // Halves of sixteen words.
    private const int Halves = 2 * Lanes.Count;

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
    internal static uint Limit(double probability) => (uint)Math.Round(probability * uint.MaxValue);

    /// <summary>What the others are multiplied by.</summary>
    internal static float Kept(double probability) => (float)(1 / (1 - probability));

    /// <summary>Factors of sixteen elements of these numbers: 0 or <paramref name="kept"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Lanes Factors(WordLanes numbers, uint limit, float kept, ulong key) => Hash(numbers, key).WhereAtLeast(limit, kept);

    private static unsafe void FillBlock(nint start, long first, long elements, bool half, ushort threshold, float kept, ulong key)
    {
        int count = (int)Math.Min(Block, elements - first);
        if (half) FillBFloat16((ushort*)start + first, count, (uint)first, threshold, (ushort)(BitConverter.SingleToUInt32Bits(kept) + 0x8000 >> 16), key);
        else FillSingle((float*)start + first, count, (uint)first, threshold, kept, key);
    }

    private static unsafe void FillBFloat16(ushort* mask, int count, uint first, ushort threshold, ushort kept, ulong key)
    {
        int wide = count / Halves * Halves;
        for (int i = 0; i < wide; i += Halves)
        {
            (Vector256<ushort> low, Vector256<ushort> high) = Hash(WordLanes.From((first + (uint)i) >> 1), key).HalvesAtLeast(threshold, kept);
            low.Store(mask + i);
            high.Store(mask + i + (Halves / 2));
        }

        for (int i = wide; i < count; i++) mask[i] = Draw(first + (uint)i, key) >= threshold ? kept : (ushort)0;
    }

    private static unsafe void FillSingle(float* mask, int count, uint first, ushort threshold, float kept, ulong key)
    {
        int wide = count / Halves * Halves;
        Vector256<uint> value = Vector256.Create(kept).AsUInt32();
        for (int i = 0; i < wide; i += Halves)
        {
            (Vector256<ushort> low, Vector256<ushort> high) = Hash(WordLanes.From((first + (uint)i) >> 1), key).HalvesAtLeast(threshold, ushort.MaxValue);
            StoreSingles(low, value, (uint*)mask + i);
            StoreSingles(high, value, (uint*)mask + i + (Halves / 2));
        }

        for (int i = wide; i < count; i++) mask[i] = Draw(first + (uint)i, key) >= threshold ? kept : 0;
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
        uint word = Hash(WordLanes.Create(i >> 1), key).First;
        return (ushort)((i & 1) == 0 ? word : word >> 16);
    }

    // Two rounds of a 32-bit multiply-xorshift mixer ("lowbias32"-style constants), keyed before each.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static WordLanes Hash(WordLanes x, ulong key) =>
        (((((x ^ (uint)key).Folded(16) * 0x7feb352du) + (uint)(key >> 32)).Folded(15)) * 0x846ca68bu).Folded(16);
}
