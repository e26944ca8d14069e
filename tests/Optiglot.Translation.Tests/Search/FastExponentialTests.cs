using System.Numerics;

namespace Optiglot.Translation.Tests;

public class FastExponentialTests
{
    [Fact]
    public void ItIsTheExponential()
    {
        for (float x = 0; x > -87; x -= 0.00713f)
        {
            double expected = Math.Exp(x);
            Assert.InRange(FastExponential.Apply(new Vector<float>(x))[0] / expected, 1 - 3e-7 * (1 - x), 1 + 3e-7 * (1 - x));
        }

        Assert.Equal(1f, FastExponential.Apply(Vector<float>.Zero)[0]);
    }

    [Fact]
    public void FarBelowItIsNearlyNothingAndNaNStays()
    {
        Assert.InRange(FastExponential.Apply(new Vector<float>(float.NegativeInfinity))[0], 0, 1e-37f);
        Assert.InRange(FastExponential.Apply(new Vector<float>(-1e30f))[0], 0, 1e-37f);
        Assert.True(float.IsNaN(FastExponential.Apply(new Vector<float>(float.NaN))[0]));
    }
}
