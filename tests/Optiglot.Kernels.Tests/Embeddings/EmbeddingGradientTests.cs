namespace Optiglot.Kernels.Tests;

public class EmbeddingGradientTests
{
    [Theory]
    [InlineData(7, 5, 3, false)]
    [InlineData(50, 48, 400, false)]
    [InlineData(300, 130, 5000, false)]
    [InlineData(9, 17, 20, true)]
    [InlineData(300, 130, 5000, true)]
    public void EqualsItsSlowTwin(int count, int width, int places, bool isBFloat16)
    {
        byte[] table = SeededBytes.Numbers(1, count * width, isBFloat16), gradients = SeededBytes.Numbers(2, places * width, isBFloat16);
        long[] ids = SeededBytes.Ids(3, count, places);
        double[] expected = SeededBytes.Doubles(table, isBFloat16), added = SeededBytes.Doubles(gradients, isBFloat16);
        for (int place = 0; place < places; place++)
            for (int k = 0; k < width; k++) expected[(ids[place] * width) + k] += added[(place * width) + k];
        EmbeddingGradient.Add(table, width, isBFloat16, ids, gradients);
        Compare.Near(expected, table, isBFloat16, 5e-5);
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        Assert.Contains("row 3 is not one of 3", Refused([0, 3], 16));
        Assert.Contains("holds 3 numbers, 4", Refused([0, 1], 12));

        static string Refused(long[] ids, int bytes) =>
            Assert.Throws<ArgumentException>(() => EmbeddingGradient.Add(new byte[24], 2, false, ids, new byte[bytes])).Message;
    }
}
