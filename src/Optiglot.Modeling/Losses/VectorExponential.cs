using System.Runtime.CompilerServices;

namespace Optiglot.Modeling;

/// <summary>e^x for sixteen x ≤ 0 at once, to about one unit in the seventh place: 2^n by the exponent bits, the rest by a polynomial (Cody and Waite's reduction).</summary>
internal static class VectorExponential
{
    private const float Lowest = -87f, Log2E = 1.44269504f, Ln2High = 0.693145752f, Ln2Low = 1.42860677e-6f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Lanes Of(Lanes x)
    {
        x = Lanes.Max(x, Lanes.Create(Lowest));
        Lanes n = Lanes.Round(x * Log2E);
        Lanes r = Lanes.FusedMultiplyAdd(n, Lanes.Create(-Ln2High), x);
        r = Lanes.FusedMultiplyAdd(n, Lanes.Create(-Ln2Low), r);
        // Taylor's polynomial of degree 6 on |r| ≤ ln 2 / 2.
        Lanes p = Lanes.Create(1f / 720);
        p = Lanes.FusedMultiplyAdd(p, r, Lanes.Create(1f / 120));
        p = Lanes.FusedMultiplyAdd(p, r, Lanes.Create(1f / 24));
        p = Lanes.FusedMultiplyAdd(p, r, Lanes.Create(1f / 6));
        p = Lanes.FusedMultiplyAdd(p, r, Lanes.Create(0.5f));
        p = Lanes.FusedMultiplyAdd(p, r, Lanes.Create(1f));
        p = Lanes.FusedMultiplyAdd(p, r, Lanes.Create(1f));
        return p * Lanes.PowerOfTwo(n);
    }
}
