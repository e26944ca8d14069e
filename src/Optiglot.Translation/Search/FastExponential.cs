using System.Numerics;

namespace Optiglot.Translation;

/// <summary>
/// <c>e^x</c> for x ≤ 0 in single precision, a vector at a time: <c>2^n · 2^f</c> with n whole and |f| ≤ ½. Good to a few units in the last place near 0 and to
/// 1e-5 at its floor, where a softmax does not notice; the runtime's own vector exponential goes through double precision and takes several times as long.
/// </summary>
internal static class FastExponential
{
    // Below this the result would leave the normal numbers; e^-87 is nothing beside the largest term, which is 1.
    private const float Floor = -87f;

    // Added to a number below 2^22, 1.5 · 2^23 leaves its nearest whole number in the lowest bits; 127 is the exponent's bias.
    private const float Rounder = 12_582_912f + 127f;

    private const int MantissaBits = 23;

    // The series of 2^f: ln(2)^k / k!.
    private static readonly float[] Series =
        [.. Enumerable.Range(0, 7).Select(k => (float)(Math.Pow(Math.Log(2), k) / Enumerable.Range(1, k).Aggregate(1.0, (a, b) => a * b)))];

    /// <summary>The exponential of each lane; NaN stays NaN.</summary>
    public static Vector<float> Apply(Vector<float> x)
    {
        // Written so that NaN passes the comparison.
        x = Vector.ConditionalSelect(Vector.LessThan(x, new Vector<float>(Floor)), new Vector<float>(Floor), x);
        var binary = x * new Vector<float>((float)Math.Log2(Math.E));
        var rounded = binary + new Vector<float>(Rounder);
        var f = binary - (rounded - new Vector<float>(Rounder));
        var power = Vector.AsVectorSingle(Vector.ShiftLeft(Vector.AsVectorInt32(rounded), MantissaBits));
        var series = Series;
        var sum = new Vector<float>(series[6]);
        sum = Vector.FusedMultiplyAdd(sum, f, new Vector<float>(series[5]));
        sum = Vector.FusedMultiplyAdd(sum, f, new Vector<float>(series[4]));
        sum = Vector.FusedMultiplyAdd(sum, f, new Vector<float>(series[3]));
        sum = Vector.FusedMultiplyAdd(sum, f, new Vector<float>(series[2]));
        sum = Vector.FusedMultiplyAdd(sum, f, new Vector<float>(series[1]));
        sum = Vector.FusedMultiplyAdd(sum, f, new Vector<float>(series[0]));
        return sum * power;
    }
}
