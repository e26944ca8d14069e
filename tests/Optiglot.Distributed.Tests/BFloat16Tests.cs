namespace Optiglot.Distributed.Tests;

public class BFloat16Tests
{
    [Fact]
    public void RoundsToTheNearestAndTiesToEven()
    {
        var random = new Random(3);
        float[] values =
        [
            0, -0f, 1, 1.00390625f, 1.01171875f, float.MaxValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN, float.Epsilon,
            .. Enumerable.Range(0, 1013).Select(_ => BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue))),
        ];
        ushort[] half = new ushort[values.Length];
        float[] back = new float[values.Length];
        BFloat16.FromFloats(values, half);
        BFloat16.ToFloats(half, back);
        Assert.Equal(values.Select(Slow), back);
    }

    /// <summary>In double precision: the two neighbours, the nearer one, of equals the even one.</summary>
    internal static float Slow(float value)
    {
        if (float.IsNaN(value)) return float.NaN;
        uint bits = BitConverter.SingleToUInt32Bits(value), low = bits & 0xFFFF0000u;
        if (bits == low) return value;
        uint high = low + 0x10000u;
        double below = Math.Abs((double)value - BitConverter.UInt32BitsToSingle(low)), half = Math.Abs(Spacing(low)) / 2;
        bool up = below > half || (below == half && (low & 0x10000u) != 0);
        return BitConverter.UInt32BitsToSingle(up ? high : low);
    }

    // Above the largest number the next step is infinity's; its distance is that of the step before.
    private static double Spacing(uint low)
    {
        uint below = low - 0x10000u, above = low + 0x10000u;
        float next = BitConverter.UInt32BitsToSingle(above);
        return float.IsFinite(next) ? (double)next - BitConverter.UInt32BitsToSingle(low)
            : (double)BitConverter.UInt32BitsToSingle(low) - BitConverter.UInt32BitsToSingle(below);
    }
}
