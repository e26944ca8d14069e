using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Optiglot.Kernels;

/// <summary>
/// Sixteen float32 at a time: one register where the processor has such, two halves elsewhere. (<see cref="Vector512{T}"/> alone would do, but without
/// AVX-512 its operators are calls through memory as soon as a method has some dozens of them; so methods whose loops use many of these here are never
/// inlined themselves.) Memory may hold float32 or bfloat16.
/// </summary>
internal readonly unsafe struct Float32x16
{
    /// <summary>Numbers a vector.</summary>
    public const int Count = 16;

    private const int HalfCount = Count / 2, ExponentBias = 127, MantissaBits = 23;
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    // Either the first is used or the two others; the compiler drops the rest.
    private readonly Vector512<float> all;
    private readonly Vector256<float> low, high;

    [MethodImpl(Inline)]
    internal Float32x16(Vector512<float> all)
    {
        this.all = all;
        Unsafe.SkipInit(out low);
        Unsafe.SkipInit(out high);
    }

    [MethodImpl(Inline)]
    internal Float32x16(Vector256<float> low, Vector256<float> high)
    {
        Unsafe.SkipInit(out all);
        (this.low, this.high) = (low, high);
    }

    /// <summary>Sixteen zeros.</summary>
    public static Float32x16 Zero
    {
        [MethodImpl(Inline)]
        get => Create(0);
    }

    /// <summary>The same number sixteen times.</summary>
    [MethodImpl(Inline)]
    public static Float32x16 Create(float x) => Vector512.IsHardwareAccelerated
        ? new(Vector512.Create(x))
        : new(Vector256.Create(x), Vector256.Create(x));

    /// <summary>Sixteen numbers from <paramref name="from"/> on.</summary>
    [MethodImpl(Inline)]
    public static Float32x16 Load(float* from) => Vector512.IsHardwareAccelerated
        ? new(Vector512.Load(from))
        : new(Vector256.Load(from), Vector256.Load(from + HalfCount));

    /// <summary>Element <paramref name="i"/> of a row and the fifteen after it.</summary>
    [MethodImpl(Inline)]
    public static Float32x16 Load(byte* row, long i, bool isBFloat16)
    {
        if (!isBFloat16) return Load((float*)row + i);
        (Vector256<uint> low, Vector256<uint> high) = Vector256.Widen(Vector256.Load((ushort*)row + i));
        return Vector512.IsHardwareAccelerated
            ? new(Vector512.ShiftLeft(Vector512.Create(low, high), 16).AsSingle())
            : new((low << 16).AsSingle(), (high << 16).AsSingle());
    }

    /// <summary>One element of a row.</summary>
    public static float LoadOne(byte* row, int i, bool isBFloat16) =>
        isBFloat16 ? BitConverter.UInt32BitsToSingle((uint)((ushort*)row)[i] << 16) : ((float*)row)[i];

    /// <summary>Writes one element of a row.</summary>
    public static void StoreOne(float x, byte* row, int i, bool isBFloat16)
    {
        if (isBFloat16) ((ushort*)row)[i] = (ushort)Rounded(Vector256.CreateScalar(BitConverter.SingleToUInt32Bits(x))).ToScalar();
        else ((float*)row)[i] = x;
    }

    /// <summary><c>a b + c</c>, rounded once.</summary>
    [MethodImpl(Inline)]
    public static Float32x16 FusedMultiplyAdd(Float32x16 a, Float32x16 b, Float32x16 c) => Vector512.IsHardwareAccelerated
        ? new(Vector512.FusedMultiplyAdd(a.all, b.all, c.all))
        : new(Vector256.FusedMultiplyAdd(a.low, b.low, c.low), Vector256.FusedMultiplyAdd(a.high, b.high, c.high));

    /// <summary>The larger of each two.</summary>
    [MethodImpl(Inline)]
    public static Float32x16 Max(Float32x16 a, Float32x16 b) => Vector512.IsHardwareAccelerated
        ? new(Vector512.Max(a.all, b.all))
        : new(Vector256.Max(a.low, b.low), Vector256.Max(a.high, b.high));

    /// <summary>Square roots.</summary>
    [MethodImpl(Inline)]
    public static Float32x16 Sqrt(Float32x16 x) => Vector512.IsHardwareAccelerated
        ? new(Vector512.Sqrt(x.all))
        : new(Vector256.Sqrt(x.low), Vector256.Sqrt(x.high));

    /// <summary>Whole numbers, to nearest.</summary>
    [MethodImpl(Inline)]
    public static Float32x16 Round(Float32x16 x) => Vector512.IsHardwareAccelerated
        ? new(Vector512.Round(x.all))
        : new(Vector256.Round(x.low), Vector256.Round(x.high));

    /// <summary>2 to the power of whole numbers from −126 to 127.</summary>
    [MethodImpl(Inline)]
    public static Float32x16 PowerOfTwo(Float32x16 x) => Vector512.IsHardwareAccelerated
        ? new(((Vector512.ConvertToInt32(x.all) + Vector512.Create(ExponentBias)) << MantissaBits).AsSingle())
        : new(PowerOfTwo(x.low), PowerOfTwo(x.high));

    /// <summary>Sum of the sixteen.</summary>
    [MethodImpl(Inline)]
    public static float Sum(Float32x16 x) => Vector512.IsHardwareAccelerated ? Vector512.Sum(x.all) : Vector256.Sum(x.low) + Vector256.Sum(x.high);

    /// <summary>The largest of the sixteen.</summary>
    [MethodImpl(Inline)]
    public static float Largest(Float32x16 x)
    {
        Vector256<float> eight = Vector512.IsHardwareAccelerated ? Vector256.Max(x.all.GetLower(), x.all.GetUpper()) : Vector256.Max(x.low, x.high);
        Vector128<float> four = Vector128.Max(eight.GetLower(), eight.GetUpper());
        return Math.Max(Math.Max(four[0], four[1]), Math.Max(four[2], four[3]));
    }

    /// <summary>Sums.</summary>
    [MethodImpl(Inline)]
    public static Float32x16 operator +(Float32x16 a, Float32x16 b) => Vector512.IsHardwareAccelerated
        ? new(a.all + b.all)
        : new(a.low + b.low, a.high + b.high);

    /// <summary>Differences.</summary>
    [MethodImpl(Inline)]
    public static Float32x16 operator -(Float32x16 a, Float32x16 b) => Vector512.IsHardwareAccelerated
        ? new(a.all - b.all)
        : new(a.low - b.low, a.high - b.high);

    /// <summary>Products.</summary>
    [MethodImpl(Inline)]
    public static Float32x16 operator *(Float32x16 a, Float32x16 b) => Vector512.IsHardwareAccelerated
        ? new(a.all * b.all)
        : new(a.low * b.low, a.high * b.high);

    /// <summary>Products with one number.</summary>
    [MethodImpl(Inline)]
    public static Float32x16 operator *(Float32x16 a, float b) => a * Create(b);

    /// <summary>Quotients.</summary>
    [MethodImpl(Inline)]
    public static Float32x16 operator /(Float32x16 a, Float32x16 b) => Vector512.IsHardwareAccelerated
        ? new(a.all / b.all)
        : new(a.low / b.low, a.high / b.high);

    /// <summary>These where <paramref name="x"/> is above <paramref name="limit"/>, else 0.</summary>
    [MethodImpl(Inline)]
    public Float32x16 WhereAbove(Float32x16 x, float limit) => Vector512.IsHardwareAccelerated
        ? new(Vector512.GreaterThan(x.all, Vector512.Create(limit)) & all)
        : new(Vector256.GreaterThan(x.low, Vector256.Create(limit)) & low, Vector256.GreaterThan(x.high, Vector256.Create(limit)) & high);

    /// <summary>The first <paramref name="count"/> of these (none: 0 or less; all: 16 or more), then <paramref name="rest"/>.</summary>
    [MethodImpl(Inline)]
    public Float32x16 First(int count, float rest) => Vector512.IsHardwareAccelerated
        ? new(Vector512.ConditionalSelect(Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle(), all, Vector512.Create(rest)))
        : new(First(low, count, rest), First(high, count - HalfCount, rest));

    /// <summary>Writes all sixteen.</summary>
    [MethodImpl(Inline)]
    public void Store(float* to)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            all.Store(to);
        }
        else
        {
            low.Store(to);
            high.Store(to + HalfCount);
        }
    }

    /// <summary>Writes them from element <paramref name="i"/> of a row on; bfloat16 to nearest, ties to even, as libtorch does.</summary>
    [MethodImpl(Inline)]
    public void Store(byte* row, long i, bool isBFloat16)
    {
        if (isBFloat16) Narrow().Store((ushort*)row + i);
        else Store((float*)row + i);
    }

    [MethodImpl(Inline)]
    private static Vector256<float> PowerOfTwo(Vector256<float> x) =>
        ((Vector256.ConvertToInt32(x) + Vector256.Create(ExponentBias)) << MantissaBits).AsSingle();

    [MethodImpl(Inline)]
    private static Vector256<float> First(Vector256<float> x, int count, float rest) =>
        Vector256.ConditionalSelect(Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).AsSingle(), x, Vector256.Create(rest));

    [MethodImpl(Inline)]
    private Vector256<ushort> Narrow()
    {
        if (!Vector512.IsHardwareAccelerated) return Vector256.Narrow(Rounded(low.AsUInt32()), Rounded(high.AsUInt32()));
        Vector512<uint> bits = all.AsUInt32();
        bits = (bits + Vector512.Create(0x7fffu) + ((bits >>> 16) & Vector512.Create(1u))) >>> 16;
        return Vector256.Narrow(bits.GetLower(), bits.GetUpper());
    }

    // fp32 to bf16.
    [MethodImpl(Inline)]
    private static Vector256<uint> Rounded(Vector256<uint> bits) => (bits + Vector256.Create(0x7fffu) + ((bits >>> 16) & Vector256.Create(1u))) >>> 16;
}
