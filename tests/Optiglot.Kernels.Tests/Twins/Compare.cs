namespace Optiglot.Kernels.Tests;

/// <summary>A kernel's numbers against its slow twin's in float64.</summary>
internal static class Compare
{
    // Half a unit in the last of bfloat16's eight places.
    private const double BFloat16Rounding = 1.0 / 256;

    /// <summary>Every number is within a tolerance and, in bfloat16, the rounding of what was stored.</summary>
    internal static void Near(double[] expected, ReadOnlySpan<byte> actual, bool isBFloat16, double tolerance) =>
        Near(expected, SeededBytes.Doubles(actual, isBFloat16), tolerance, isBFloat16 ? BFloat16Rounding : 0);

    /// <summary>Every number is within a tolerance, and a part of itself.</summary>
    internal static void Near(double[] expected, double[] actual, double tolerance, double relative = 0)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            double allowed = tolerance + (relative * Math.Abs(expected[i]));
            if (Math.Abs(expected[i] - actual[i]) <= allowed) continue;
            Assert.Fail($"number {i} is {actual[i]:R}, its twin {expected[i]:R}: apart by more than {allowed:R}");
        }
    }
}
