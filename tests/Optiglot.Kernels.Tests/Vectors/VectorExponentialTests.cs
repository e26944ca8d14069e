namespace Optiglot.Kernels.Tests;

public class VectorExponentialTests
{
    [Fact]
    public void IsExactToTheSeventhPlaceFromMinus87To0()
    {
        double worst = 0;
        for (int i = 0; i <= 1_000_000; i++)
        {
            float x = -87f * i / 1_000_000;
            double exact = Math.Exp(x), relative = Math.Abs(Of(x)[i % Float32x16.Count] - exact) / exact;
            worst = Math.Max(worst, relative);
        }

        Assert.True(worst < 3e-7, $"off by {worst}");
    }

    [Theory, InlineData(-88f), InlineData(-1e9f), InlineData(float.NegativeInfinity)]
    public void BelowIsNothing(float x) => Assert.InRange(Of(x)[0], 0, 2e-38f);

    [Fact]
    public void ZeroGivesOne() => Assert.Equal(1, Of(0)[0]);

    [Fact]
    public void WhatIsNoNumberStaysNone() => Assert.True(float.IsNaN(Of(float.NaN)[0]));

    private static unsafe float[] Of(float x)
    {
        float[] results = new float[Float32x16.Count];
        fixed (float* at = results) VectorExponential.Of(Float32x16.Create(x)).Store(at);
        return results;
    }
}
