using System.Runtime.CompilerServices;

namespace Optiglot.Kernels;

/// <summary>
/// e^x for sixteen x ≤ 0 at once, to about one unit in the seventh place: 2^n by the exponent bits, the rest by a polynomial (Cody and Waite's reduction).
/// </summary>
internal static class VectorExponential
{
    private const float Lowest = -87f, Log2E = 1.44269504f, Ln2High = 0.693145752f, Ln2Low = 1.42860677e-6f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Float32x16 Of(Float32x16 x)
    {
        x = Float32x16.Max(x, Float32x16.Create(Lowest));
        Float32x16 n = Float32x16.Round(x * Log2E);
        Float32x16 r = Float32x16.FusedMultiplyAdd(n, Float32x16.Create(-Ln2High), x);
        r = Float32x16.FusedMultiplyAdd(n, Float32x16.Create(-Ln2Low), r);
        // Taylor's polynomial of degree 6 on |r| ≤ ln 2 / 2.
        Float32x16 p = Float32x16.Create(1f / 720);
        p = Float32x16.FusedMultiplyAdd(p, r, Float32x16.Create(1f / 120));
        p = Float32x16.FusedMultiplyAdd(p, r, Float32x16.Create(1f / 24));
        p = Float32x16.FusedMultiplyAdd(p, r, Float32x16.Create(1f / 6));
        p = Float32x16.FusedMultiplyAdd(p, r, Float32x16.Create(0.5f));
        p = Float32x16.FusedMultiplyAdd(p, r, Float32x16.Create(1f));
        p = Float32x16.FusedMultiplyAdd(p, r, Float32x16.Create(1f));
        return p * Float32x16.PowerOfTwo(n);
    }
}
