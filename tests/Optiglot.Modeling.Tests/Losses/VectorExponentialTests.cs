using System.Runtime.Intrinsics;

namespace Optiglot.Modeling.Tests.Losses;

public class VectorExponentialTests
{
    [Fact]
    public void IsExactToTheSeventhPlaceFromMinus87To0()
    {
        double worst = 0;
        for (int i = 0; i <= 1_000_000; i++)
        {
            float x = -87f * i / 1_000_000;
            double exact = Math.Exp(x), relative = Math.Abs(VectorExponential.Of(Vector512.Create(x)).GetElement(i % 16) - exact) / exact;
            worst = Math.Max(worst, relative);
        }

        Assert.True(worst < 3e-7, $"off by {worst}");
    }

    [Theory, InlineData(-88f), InlineData(-1e9f), InlineData(float.NegativeInfinity)]
    public void BelowIsNothing(float x) => Assert.InRange(VectorExponential.Of(Vector512.Create(x)).ToScalar(), 0, 2e-38f);

    [Fact]
    public void ZeroGivesOne() => Assert.Equal(1, VectorExponential.Of(Vector512<float>.Zero).ToScalar());

    [Fact]
    public void WhatIsNoNumberStaysNone() => Assert.True(float.IsNaN(VectorExponential.Of(Vector512.Create(float.NaN)).ToScalar()));
}
