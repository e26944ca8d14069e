using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using CsCheck;

namespace Optiglot.Kernels.Tests;

/// <summary>Each operation against the same on one number after the other.</summary>
public unsafe class Float32x16Tests
{
    private static readonly Gen<float[]> Sixteen = Gen.Float[-1000, 1000].Array[Float32x16.Count];

    [Fact]
    public void ArithmeticIsThatOfEachNumber() => Gen.Select(Sixteen, Sixteen, Sixteen).Sample((a, b, c) =>
    {
        Equal((x, y, z) => x + y, (x, y, z) => x + y);
        Equal((x, y, z) => x - y, (x, y, z) => x - y);
        Equal((x, y, z) => x * y, (x, y, z) => x * y);
        Equal((x, y, z) => x / y, (x, y, z) => x / y);
        Equal((x, y, z) => x * 3.5f, (x, y, z) => x * 3.5f);
        Equal((x, y, z) => Float32x16.Max(x, y), (x, y, z) => Math.Max(x, y));
        Equal((x, y, z) => Float32x16.Sqrt(x * x), (x, y, z) => MathF.Sqrt(x * x));
        Equal((x, y, z) => Float32x16.Round(x), (x, y, z) => MathF.Round(x));
        Equal(Float32x16.FusedMultiplyAdd, MathF.FusedMultiplyAdd);
        Equal((x, y, z) => x.WhereAbove(y, 10), (x, y, z) => y > 10 ? x : 0);

        void Equal(Func<Float32x16, Float32x16, Float32x16, Float32x16> vector, Func<float, float, float, float> scalar) =>
            Assert.Equal(Enumerable.Range(0, a.Length).Select(i => scalar(a[i], b[i], c[i])), Numbers(vector(Load(a), Load(b), Load(c))));
    }, iter: 300, threads: 1);

    [Fact]
    public void SumAndLargestAreOverAll() => Sixteen.Sample(a =>
    {
        Assert.Equal(a.Sum(each => (double)each), Float32x16.Sum(Load(a)), 2e-3);
        Assert.Equal(a.Max(), Float32x16.Largest(Load(a)));
    }, iter: 300, threads: 1);

    [Theory, InlineData(-3), InlineData(0), InlineData(1), InlineData(8), InlineData(11), InlineData(16), InlineData(40)]
    public void TheFirstStayAndTheRestIsFilled(int count)
    {
        float[] numbers = [.. Enumerable.Range(1, Float32x16.Count).Select(i => (float)i)];
        Assert.Equal(numbers.Select((each, i) => i < count ? each : -7), Numbers(Load(numbers).First(count, -7)));
    }

    [Fact]
    public void PowersOfTwoAreExact()
    {
        for (int first = -126; first <= 127 - Float32x16.Count + 1; first++)
        {
            float[] exponents = [.. Enumerable.Range(first, Float32x16.Count).Select(i => (float)i)];
            Assert.Equal(exponents.Select(each => (float)Math.Pow(2, each)), Numbers(Float32x16.PowerOfTwo(Load(exponents))));
        }
    }

    [Fact]
    public void BFloat16RoundsToNearestTiesToEven() => Sixteen.Sample(a =>
    {
        // Ties of either kind among them.
        (a[0], a[1]) = (BitConverter.UInt32BitsToSingle(0x3f808000), BitConverter.UInt32BitsToSingle(0x3f818000));
        byte[] expected = SeededBytes.Bytes(a, true), all = new byte[expected.Length], single = new byte[expected.Length];
        fixed (byte* row = all, one = single)
        {
            Load(a).Store(row, 0, true);
            for (int i = 0; i < a.Length; i++) Float32x16.StoreOne(a[i], one, i, true);
            Assert.Equal(expected, all);
            Assert.Equal(expected, single);
            Assert.Equal(SeededBytes.Doubles(expected, true), Numbers(Float32x16.Load(row, 0, true)).Select(each => (double)each));
            for (int i = 0; i < a.Length; i++) Assert.Equal(SeededBytes.Doubles(expected, true)[i], Float32x16.LoadOne(row, i, true));
        }
    }, iter: 300, threads: 1);

    [Fact]
    public void WordsAreHashedAndComparedOneByOne() => Gen.Select(Gen.UInt, Gen.UInt, Gen.UInt).Sample((first, other, limit) =>
    {
        uint[] words = [.. Enumerable.Range(0, Float32x16.Count).Select(i => unchecked(first + (uint)i))];
        uint Mixed(uint x) => unchecked((((x ^ other) ^ ((x ^ other) >> 7)) * 2654435761u) + other);
        UInt32x16 vector = ((UInt32x16.From(first) ^ other).XorShifted(7) * 2654435761u) + other;
        Assert.Equal(Mixed(first), vector.First);
        Assert.Equal(words.Select(each => Mixed(each) >= limit ? 2.5f : 0), Numbers(vector.WhereAtLeast(limit, 2.5f)));
        Assert.Equal(Enumerable.Repeat(other >= limit ? 2.5f : 0, Float32x16.Count), Numbers(UInt32x16.Create(other).WhereAtLeast(limit, 2.5f)));
        (Vector256<ushort> low, Vector256<ushort> high) = vector.HalvesAtLeast((ushort)limit, 9);
        ushort[] halves = [.. Enumerable.Range(0, 16).Select(i => low[i]), .. Enumerable.Range(0, 16).Select(i => high[i])];
        ushort[] mixed = MemoryMarshal.Cast<uint, ushort>(words.Select(Mixed).ToArray()).ToArray();
        Assert.Equal(mixed.Select(each => each >= (ushort)limit ? (ushort)9 : (ushort)0), halves);
    }, iter: 300, threads: 1);

    private static Float32x16 Load(float[] numbers)
    {
        fixed (float* from = numbers) return Float32x16.Load(from);
    }

    private static float[] Numbers(Float32x16 vector)
    {
        float[] numbers = new float[Float32x16.Count];
        fixed (float* to = numbers) vector.Store(to);
        return numbers;
    }
}
