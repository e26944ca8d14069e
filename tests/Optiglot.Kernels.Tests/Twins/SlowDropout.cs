namespace Optiglot.Kernels.Tests;

/// <summary>The hash of dropout, one word after the other.</summary>
internal static class SlowDropout
{
    /// <summary>Factor of element <paramref name="i"/>: 0 or 1 / (1 − probability); 1 without dropout.</summary>
    internal static double Factor(uint i, double probability, ulong key) =>
        probability == 0 ? 1 : Hash(i, key) < Math.Round(probability * uint.MaxValue) ? 0 : 1 / (1 - probability);

    /// <summary>Whether element <paramref name="i"/> of a mask is dropped: by the lower or upper half of a word's hash.</summary>
    internal static bool IsDropped(uint i, double probability, ulong key)
    {
        uint word = Hash(i / 2, key), half = i % 2 == 0 ? word & 0xffff : word >> 16;
        return half < Math.Round(probability * 65536);
    }

    private static uint Hash(uint x, ulong key)
    {
        unchecked
        {
            x ^= (uint)key;
            x = (x ^ (x >> 16)) * 0x7feb352d;
            x += (uint)(key >> 32);
            x = (x ^ (x >> 15)) * 0x846ca68b;
            return x ^ (x >> 16);
        }
    }
}
