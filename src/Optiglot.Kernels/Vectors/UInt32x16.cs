using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Optiglot.Kernels;

/// <summary>Sixteen words of 32 bits at a time, as <see cref="Float32x16"/> are sixteen float32: the counters and hashes of dropout.</summary>
internal readonly unsafe struct UInt32x16
{
    private const int HalfCount = Float32x16.Count / 2;
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    // Either the first is used or the two others; the compiler drops the rest.
    private readonly Vector512<uint> all;
    private readonly Vector256<uint> low, high;

    [MethodImpl(Inline)]
    private UInt32x16(Vector512<uint> all)
    {
        this.all = all;
        Unsafe.SkipInit(out low);
        Unsafe.SkipInit(out high);
    }

    [MethodImpl(Inline)]
    private UInt32x16(Vector256<uint> low, Vector256<uint> high)
    {
        Unsafe.SkipInit(out all);
        (this.low, this.high) = (low, high);
    }

    /// <summary>The first word.</summary>
    internal uint First => Vector512.IsHardwareAccelerated ? all.ToScalar() : low.ToScalar();

    /// <summary>The same word sixteen times.</summary>
    [MethodImpl(Inline)]
    internal static UInt32x16 Create(uint x) => Vector512.IsHardwareAccelerated
        ? new(Vector512.Create(x))
        : new(Vector256.Create(x), Vector256.Create(x));

    /// <summary><paramref name="first"/> and the fifteen numbers after it.</summary>
    [MethodImpl(Inline)]
    internal static UInt32x16 From(uint first) => Vector512.IsHardwareAccelerated
        ? new(Vector512.Create(first) + Vector512<uint>.Indices)
        : new(Vector256.Create(first) + Vector256<uint>.Indices, Vector256.Create(first + HalfCount) + Vector256<uint>.Indices);

    /// <summary>Sums, modulo 2³².</summary>
    [MethodImpl(Inline)]
    public static UInt32x16 operator +(UInt32x16 a, uint b) => Vector512.IsHardwareAccelerated
        ? new(a.all + Vector512.Create(b))
        : new(a.low + Vector256.Create(b), a.high + Vector256.Create(b));

    /// <summary>Products, modulo 2³².</summary>
    [MethodImpl(Inline)]
    public static UInt32x16 operator *(UInt32x16 a, uint b) => Vector512.IsHardwareAccelerated
        ? new(a.all * Vector512.Create(b))
        : new(a.low * Vector256.Create(b), a.high * Vector256.Create(b));

    /// <summary>Bits that differ.</summary>
    [MethodImpl(Inline)]
    public static UInt32x16 operator ^(UInt32x16 a, uint b) => Vector512.IsHardwareAccelerated
        ? new(a.all ^ Vector512.Create(b))
        : new(a.low ^ Vector256.Create(b), a.high ^ Vector256.Create(b));

    /// <summary>The words, each with its own upper bits laid over its lower ones: <c>x ^ (x &gt;&gt;&gt; shift)</c>.</summary>
    [MethodImpl(Inline)]
    internal UInt32x16 XorShifted(int shift) => Vector512.IsHardwareAccelerated
        ? new(all ^ (all >>> shift))
        : new(low ^ (low >>> shift), high ^ (high >>> shift));

    /// <summary><paramref name="value"/> where a word is at least <paramref name="limit"/>, else 0.</summary>
    [MethodImpl(Inline)]
    internal Float32x16 WhereAtLeast(uint limit, float value) => Vector512.IsHardwareAccelerated
        ? new(Vector512.GreaterThanOrEqual(all, Vector512.Create(limit)).AsSingle() & Vector512.Create(value))
        : new(AtLeast(low, limit, value), AtLeast(high, limit, value));

    /// <summary>The same for halves of words, thirty-two of 16 bits, lower before upper.</summary>
    [MethodImpl(Inline)]
    internal (Vector256<ushort> First, Vector256<ushort> Second) HalvesAtLeast(ushort limit, ushort value)
    {
        Vector256<ushort> first = Vector512.IsHardwareAccelerated ? all.GetLower().AsUInt16() : low.AsUInt16();
        Vector256<ushort> second = Vector512.IsHardwareAccelerated ? all.GetUpper().AsUInt16() : high.AsUInt16();
        Vector256<ushort> limits = Vector256.Create(limit), values = Vector256.Create(value);
        return (Vector256.GreaterThanOrEqual(first, limits) & values, Vector256.GreaterThanOrEqual(second, limits) & values);
    }

    [MethodImpl(Inline)]
    private static Vector256<float> AtLeast(Vector256<uint> x, uint limit, float value) =>
        Vector256.GreaterThanOrEqual(x, Vector256.Create(limit)).AsSingle() & Vector256.Create(value);
}
