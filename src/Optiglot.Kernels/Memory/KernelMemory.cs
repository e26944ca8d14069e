namespace Optiglot.Kernels;

/// <summary>Spans that kernels read and write: numbers side by side, in float32 or bfloat16. Checked before a pointer is made of them.</summary>
internal static class KernelMemory
{
    /// <summary>Bytes of one number.</summary>
    internal static int SizeOf(bool isBFloat16) => isBFloat16 ? sizeof(ushort) : sizeof(float);

    /// <summary>Numbers in a span.</summary>
    internal static long Count(ReadOnlySpan<byte> memory, bool isBFloat16) => memory.Length / SizeOf(isBFloat16);

    /// <summary>Requires room for so many numbers.</summary>
    /// <exception cref="ArgumentException">The span is shorter.</exception>
    internal static void Require(string what, ReadOnlySpan<byte> memory, long count, bool isBFloat16)
    {
        if (memory.Length < count * SizeOf(isBFloat16)) throw TooShort(what, Count(memory, isBFloat16), count);
    }

    /// <summary>Requires room for so many float32.</summary>
    /// <exception cref="ArgumentException">The span is shorter.</exception>
    internal static void Require(string what, ReadOnlySpan<float> memory, long count)
    {
        if (memory.Length < count) throw TooShort(what, memory.Length, count);
    }

    private static ArgumentException TooShort(string what, long has, long count) =>
        new(FormattableString.Invariant($"{what}: holds {has} numbers, {count} are needed"));
}
