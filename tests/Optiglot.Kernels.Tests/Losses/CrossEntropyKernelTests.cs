namespace Optiglot.Kernels.Tests;

public class CrossEntropyKernelTests
{
    public static TheoryData<int, bool, double> Cases => new(
        from vocabulary in new[] { 1, 3, 15, 16, 17, 37, 160, 1003 }
        from isBFloat16 in new[] { false, true }
        from smoothing in new[] { 0, 0.1 }
        select (vocabulary, isBFloat16, smoothing));

    [Theory, MemberData(nameof(Cases))]
    public void EqualsItsSlowTwin(int vocabulary, bool isBFloat16, double smoothing)
    {
        const double Scale = 0.7;
        const int Rows = 5;
        var random = new Random(vocabulary);
        float[] numbers = new float[Rows * vocabulary];
        // Rows grow steeper; in row 3 pieces are nearly forbidden, the label stays.
        for (int row = 0; row < Rows; row++)
        {
            for (int i = 0; i < vocabulary; i++)
                numbers[(row * vocabulary) + i] = row == 3 && i % 3 == 1 ? -1e4f : ((random.NextSingle() * 20) - 10) * (row + 1);
        }

        long[] labels = [.. Enumerable.Range(0, Rows).Select(_ => random.NextInt64(vocabulary) / 3 * 3)];
        byte[] before = SeededBytes.Bytes(numbers, isBFloat16), logits = [.. before];
        CrossEntropyKernel.Sums silent = CrossEntropyKernel.Run(logits, isBFloat16, vocabulary, labels, smoothing, null);
        Assert.Equal(before, logits);
        CrossEntropyKernel.Sums sums = CrossEntropyKernel.Run(logits, isBFloat16, vocabulary, labels, smoothing, Scale);
        Assert.Equal(silent, sums);

        double[] x = SeededBytes.Doubles(before, isBFloat16), wanted = new double[x.Length];
        double loss = 0, likelihood = 0;
        long right = 0;
        for (int row = 0; row < Rows; row++)
        {
            double[] own = x[(row * vocabulary)..((row + 1) * vocabulary)];
            double largest = own.Max(), normaliser = largest + Math.Log(own.Sum(each => Math.Exp(each - largest)));
            int label = (int)labels[row];
            double negative = normaliser - own[label];
            likelihood += negative;
            loss += ((1 - smoothing) * negative) + (smoothing * own.Average(each => normaliser - each));
            if (own[label] == largest) right++;
            for (int i = 0; i < vocabulary; i++)
                wanted[(row * vocabulary) + i] = Scale * (Math.Exp(own[i] - normaliser) - (smoothing / vocabulary) - (i == label ? 1 - smoothing : 0));
        }

        Assert.Equal(loss, sums.Loss, 1e-5 * Math.Max(1, loss));
        Assert.Equal(likelihood, sums.NegativeLogLikelihood, 1e-5 * Math.Max(1, likelihood));
        Assert.Equal(right, sums.Right);
        Compare.Near(wanted, logits, isBFloat16, 1e-5);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void ForbiddenPiecesCostNothingWithoutSmoothing(bool isBFloat16)
    {
        float[] numbers = [.. Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? 0 : float.NegativeInfinity)];
        byte[] logits = SeededBytes.Bytes(numbers, isBFloat16);
        CrossEntropyKernel.Sums sums = CrossEntropyKernel.Run(logits, isBFloat16, 40, [4], 0, 1);
        Assert.Equal(Math.Log(20), sums.Loss, 1e-6);
        Assert.All(SeededBytes.Doubles(logits, isBFloat16), (each, i) => Assert.Equal(i == 4 ? -0.95 : i % 2 == 0 ? 0.05 : 0, each, 0.002));
    }

    [Fact]
    public void ManyRowsAddUpLikeOne()
    {
        byte[] row = SeededBytes.Numbers(4, 99, false, 3), many = [.. Enumerable.Repeat(row, 300).SelectMany(each => each)];
        CrossEntropyKernel.Sums one = CrossEntropyKernel.Run(row, false, 99, [7], 0.1, 1);
        CrossEntropyKernel.Sums all = CrossEntropyKernel.Run(many, false, 99, Enumerable.Repeat(7L, 300).ToArray(), 0.1, 1);
        Assert.Equal(300 * one.Loss, all.Loss, 1e-8);
        Assert.All(many.Chunk(row.Length), each => Assert.Equal(row, each));
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        Assert.Contains("label 3 is not one of 3 pieces", Refused([3]));
        Assert.Contains("holds 3 numbers, 6 are needed", Refused([0, 0]));

        static string Refused(long[] labels) =>
            Assert.Throws<ArgumentException>(() => CrossEntropyKernel.Run(new byte[12], false, 3, labels, 0, 1)).Message;
    }
}
