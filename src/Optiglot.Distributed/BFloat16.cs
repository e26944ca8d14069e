using System.Numerics;
using System.Runtime.InteropServices;

namespace Optiglot.Distributed;

/// <summary>Numbers of 32 bits to bfloat16, to the nearest, ties to even, and back.</summary>
internal static class BFloat16
{
    /// <summary>Rounds; NaN stays NaN.</summary>
    internal static void FromFloats(ReadOnlySpan<float> values, Span<ushort> rounded)
    {
        ReadOnlySpan<uint> bits = MemoryMarshal.Cast<float, uint>(values);
        int width = Vector<uint>.Count, i = 0;
        Vector<uint> half = new(0x7FFF), one = Vector<uint>.One, infinity = new(0x7F800000), sign = new(0x7FFFFFFF), quiet = new(0x7FC0);
        for (; i <= bits.Length - (2 * width); i += 2 * width) Vector.Narrow(Round(new Vector<uint>(bits[i..])), Round(new Vector<uint>(bits[(i + width)..])))
            .CopyTo(rounded[i..]);
        for (; i < bits.Length; i++)
        {
            uint value = bits[i];
            rounded[i] = (value & 0x7FFFFFFF) > 0x7F800000 ? (ushort)0x7FC0 : (ushort)((value + 0x7FFF + ((value >> 16) & 1)) >> 16);
        }

        Vector<uint> Round(Vector<uint> value) =>
            Vector.ConditionalSelect(Vector.GreaterThan(value & sign, infinity), quiet, (value + half + ((value >>> 16) & one)) >>> 16);
    }

    /// <summary>Widens.</summary>
    internal static void ToFloats(ReadOnlySpan<ushort> values, Span<float> wide)
    {
        Span<uint> bits = MemoryMarshal.Cast<float, uint>(wide);
        int width = Vector<ushort>.Count, i = 0;
        for (; i <= values.Length - width; i += width)
        {
            Vector.Widen(new Vector<ushort>(values[i..]), out Vector<uint> low, out Vector<uint> high);
            (low << 16).CopyTo(bits[i..]);
            (high << 16).CopyTo(bits[(i + (width / 2))..]);
        }

        for (; i < values.Length; i++) bits[i] = (uint)values[i] << 16;
    }
}
