using System.Runtime.Intrinsics;

namespace Optiglot.Modeling;

/// <summary>e^x for sixteen x ≤ 0 at once, to about one unit in the seventh place: 2^n by the exponent bits, the rest by a polynomial (Cody and Waite's reduction).</summary>
internal static class VectorExponential
{
    private const float Lowest = -87f, Log2E = 1.44269504f, Ln2High = 0.693145752f, Ln2Low = 1.42860677e-6f;

    internal static Vector512<float> Of(Vector512<float> x)
    {
        x = Vector512.Max(x, Vector512.Create(Lowest));
        Vector512<float> n = Vector512.Round(x * Log2E);
        Vector512<float> r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-Ln2High), x);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-Ln2Low), r);
        // Taylor's polynomial of degree 6 on |r| ≤ ln 2 / 2.
        Vector512<float> p = Vector512.Create(1f / 720);
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1f / 120));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1f / 24));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1f / 6));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.5f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1f));
        Vector512<int> exponent = (Vector512.ConvertToInt32(n) + Vector512.Create(127)) << 23;
        return p * exponent.AsSingle();
    }
}
