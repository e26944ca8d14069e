using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Optiglot.Kernels.Tests;

/// <summary>Inputs that are the same in every run, in float32 or bfloat16, and hashes of what came out.</summary>
internal static class SeededBytes
{
    /// <summary>Numbers from −<paramref name="scale"/> to <paramref name="scale"/>.</summary>
    internal static byte[] Numbers(int seed, int count, bool isBFloat16, float scale = 1)
    {
        var random = new Random(seed);
        return Bytes([.. Enumerable.Range(0, count).Select(_ => ((random.NextSingle() * 2) - 1) * scale)], isBFloat16);
    }

    /// <summary>Numbers as a kernel reads them; in bfloat16 rounded to nearest, ties to even.</summary>
    internal static byte[] Bytes(float[] numbers, bool isBFloat16) => isBFloat16
        ? MemoryMarshal.AsBytes<ushort>([.. numbers.Select(ToBFloat16)]).ToArray()
        : MemoryMarshal.AsBytes<float>(numbers).ToArray();

    /// <summary>What a kernel wrote, as numbers.</summary>
    internal static double[] Doubles(ReadOnlySpan<byte> bytes, bool isBFloat16) => isBFloat16
        ? [.. MemoryMarshal.Cast<byte, ushort>(bytes).ToArray().Select(bits => (double)BitConverter.UInt32BitsToSingle((uint)bits << 16))]
        : [.. MemoryMarshal.Cast<byte, float>(bytes).ToArray().Select(each => (double)each)];

    /// <summary>Row numbers below <paramref name="count"/>, some often and some never.</summary>
    internal static long[] Ids(int seed, int count, int places)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, places).Select(_ => (long)(count * random.NextDouble() * random.NextDouble() * random.NextDouble()))];
    }

    /// <summary>Which keys are real, <c>[batch, keys]</c>: the first of each sentence always, of the others about two in three.</summary>
    internal static bool[] Real(int seed, int batch, int keys)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, batch * keys).Select(i => i % keys == 0 || random.Next(3) > 0)];
    }

    /// <summary>SHA-256 over all parts, the first 16 hexadecimal digits.</summary>
    internal static string Hash(params IEnumerable<byte[]> parts) => Convert.ToHexStringLower(SHA256.HashData([.. parts.SelectMany(part => part)]))[..16];

    /// <summary>The bytes of float64 numbers.</summary>
    internal static byte[] Bits(params double[] numbers) => MemoryMarshal.AsBytes<double>(numbers).ToArray();

    /// <summary>The bytes of float32 numbers.</summary>
    internal static byte[] Bits(float[] numbers) => MemoryMarshal.AsBytes<float>(numbers).ToArray();

    private static ushort ToBFloat16(float x)
    {
        uint bits = BitConverter.SingleToUInt32Bits(x), lower = bits & 0xffff, upper = bits >> 16;
        return (ushort)(lower > 0x8000 || (lower == 0x8000 && (upper & 1) == 1) ? upper + 1 : upper);
    }
}
