using System.Runtime.InteropServices;

namespace Optiglot.Kernels.Tests;

public class AdamWKernelTests
{
    [Theory]
    [InlineData(16, false, true)]
    [InlineData(48, true, false)]
    [InlineData((2 * 65536) + 16, false, true)]
    [InlineData((2 * 65536) + 16, true, true)]
    public void ThreeStepsEqualTheirSlowTwin(int size, bool isBFloat16, bool decays)
    {
        const double Beta1 = 0.9, Beta2 = 0.98, Epsilon = 1e-8, Decay = 0.1, Rate = 0.01, Scale = 0.5;
        float[] master = Floats(SeededBytes.Numbers(1, size, false)), mean = new float[size], variance = new float[size];
        byte[] working = SeededBytes.Bytes(master, isBFloat16);
        double[] value = Doubles(master), m = new double[size], v = new double[size];
        for (int step = 1; step <= 3; step++)
        {
            byte[] gradient = SeededBytes.Numbers(10 + step, size, isBFloat16);
            double[] g = SeededBytes.Doubles(gradient, isBFloat16);
            Assert.Equal(g.Sum(each => each * each), AdamWKernel.SquaredNorm(gradient, isBFloat16), 1e-5 * size);
            var numbers = new AdamWStep(Beta1, Beta2, Epsilon, Decay, Rate, Scale, step);
            AdamWKernel.Update(gradient, isBFloat16 ? working : [], isBFloat16, master, mean, variance, numbers, decays);
            for (int i = 0; i < size; i++)
            {
                m[i] = (Beta1 * m[i]) + ((1 - Beta1) * g[i] * Scale);
                v[i] = (Beta2 * v[i]) + ((1 - Beta2) * Math.Pow(g[i] * Scale, 2));
                double move = m[i] / (1 - Math.Pow(Beta1, step)) / (Math.Sqrt(v[i] / (1 - Math.Pow(Beta2, step))) + Epsilon);
                value[i] = (value[i] * (decays ? 1 - (Rate * Decay) : 1)) - (Rate * move);
            }

            Compare.Near(value, Doubles(master), 1e-6);
            Compare.Near(m, Doubles(mean), 1e-6);
            Compare.Near(v, Doubles(variance), 1e-6);
        }

        if (isBFloat16) Assert.Equal(SeededBytes.Bytes(master, true), working);
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        float[] sixteen = new float[16];
        Assert.Contains("20 elements are no multiple of 16", Refused(new byte[80], [], new float[20], sixteen));
        Assert.Contains("gradient: holds 15 numbers, 16", Refused(new byte[60], [], sixteen, sixteen));
        Assert.Contains("mean: holds 2 numbers, 16", Refused(new byte[64], [], sixteen, new float[2]));
        Assert.Contains("no multiple", Assert.Throws<ArgumentException>(() => AdamWKernel.SquaredNorm(new byte[60], false)).Message);

        static string Refused(byte[] gradient, byte[] working, float[] master, float[] mean) => Assert.Throws<ArgumentException>(
            () => AdamWKernel.Update(gradient, working, false, master, mean, new float[16], new AdamWStep(0.9, 0.98, 1e-8, 0, 0.1, 1, 1), false)).Message;
    }

    private static float[] Floats(byte[] bytes) => MemoryMarshal.Cast<byte, float>(bytes).ToArray();

    private static double[] Doubles(float[] numbers) => [.. numbers.Select(each => (double)each)];
}
