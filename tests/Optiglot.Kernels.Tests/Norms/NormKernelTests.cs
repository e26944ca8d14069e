namespace Optiglot.Kernels.Tests;

public class NormKernelTests
{
    private const ulong Key = 0xfedcba9876543210;

    [Theory]
    [InlineData(1, 16, false, 0)]
    [InlineData(7, 48, false, 0)]
    [InlineData(300, 48, false, 0.25)]
    [InlineData(129, 512, false, 0.1)]
    [InlineData(1, 16, true, 0)]
    [InlineData(300, 48, true, 0.25)]
    public void BothPassesEqualTheirSlowTwin(int rows, int width, bool isBFloat16, double dropout)
    {
        var job = new NormJob(rows, width, isBFloat16, 1e-5, dropout, Key);
        NormCase actual = new(job);
        double[] x = Doubles(actual.X), y = Doubles(actual.Y), weight = Doubles(actual.Weight), bias = Doubles(actual.Bias), kept = Doubles(actual.Sum);
        double[] above = Doubles(actual.SumGradient), beside = Doubles(actual.NormedGradient);
        double[] sum = new double[x.Length], normed = new double[x.Length], dx = new double[x.Length], dy = new double[x.Length];
        double[] weights = new double[2 * width];
        for (int row = 0; row < rows; row++)
        {
            int first = row * width;
            double Factor(int k) => SlowDropout.Factor((uint)(first + k), dropout, Key);
            for (int k = 0; k < width; k++) sum[first + k] = x[first + k] + (y[first + k] * Factor(k));
            // The norm is of what was kept, rounded as it is.
            double mean = Enumerable.Range(0, width).Average(k => kept[first + k]);
            double inverse = 1 / Math.Sqrt(Enumerable.Range(0, width).Average(k => Math.Pow(kept[first + k] - mean, 2)) + job.Epsilon);
            double Even(int k) => (kept[first + k] - mean) * inverse;
            double Inner(int k) => beside[first + k] * weight[k];
            double plain = Enumerable.Range(0, width).Average(Inner), along = Enumerable.Range(0, width).Average(k => Inner(k) * Even(k));
            Assert.Equal(mean, actual.Moments[2 * row], 1e-5);
            Assert.Equal(inverse, actual.Moments[(2 * row) + 1], 1e-5 * inverse);
            for (int k = 0; k < width; k++)
            {
                normed[first + k] = (Even(k) * weight[k]) + bias[k];
                dx[first + k] = above[first + k] + (inverse * (Inner(k) - plain - (Even(k) * along)));
                dy[first + k] = dx[first + k] * Factor(k);
                weights[k] += beside[first + k] * Even(k);
                weights[width + k] += beside[first + k];
            }
        }

        Compare.Near(sum, actual.Sum, isBFloat16, 1e-6);
        Compare.Near(normed, actual.Normed, isBFloat16, 1e-5);
        Compare.Near(dx, actual.XGradient, isBFloat16, 1e-5);
        Compare.Near(dy, actual.YGradient, isBFloat16, 1e-5);
        Compare.Near(weights, [.. actual.WeightGradient.Select(each => (double)each)], 2e-4);

        double[] Doubles(byte[] bytes) => SeededBytes.Doubles(bytes, isBFloat16);
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        Assert.Contains("no multiple of 16", Assert.Throws<ArgumentException>(() => new NormCase(new NormJob(2, 20, false, 0, 0, 0))).Message);
        var job = new NormJob(2, 16, false, 0, 0, 0);
        byte[] rows = new byte[128], weight = new byte[64];
        Assert.Contains("norm: y: holds 31 numbers, 32", Assert.Throws<ArgumentException>(
            () => NormKernel.Forward(job, rows, rows.AsSpan(4), weight, weight, rows, rows, new float[4])).Message);
    }
}
