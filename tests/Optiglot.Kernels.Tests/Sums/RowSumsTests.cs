namespace Optiglot.Kernels.Tests;

public class RowSumsTests
{
    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(700, 33, false)]
    [InlineData(129, 16, true)]
    [InlineData(700, 33, true)]
    public void EqualTheirSlowTwin(int rows, int width, bool isBFloat16)
    {
        byte[] matrix = SeededBytes.Numbers(1, rows * width, isBFloat16);
        double[] numbers = SeededBytes.Doubles(matrix, isBFloat16), expected = new double[width];
        for (int i = 0; i < numbers.Length; i++) expected[i % width] += numbers[i];
        float[] totals = new float[width];
        RowSums.Add(matrix, rows, width, isBFloat16, totals);
        Compare.Near(expected, [.. totals.Select(each => (double)each)], 2e-5);
        // They are added to what is there.
        RowSums.Add(matrix, rows, width, isBFloat16, totals);
        Compare.Near([.. expected.Select(each => 2 * each)], [.. totals.Select(each => (double)each)], 4e-5);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void NumbersAreAddedWhereTheyLie(bool isBFloat16)
    {
        byte[] target = SeededBytes.Numbers(1, 37, isBFloat16);
        float[] added = [.. SeededBytes.Doubles(SeededBytes.Numbers(2, 37, false), false).Select(each => (float)each)];
        double[] expected = [.. SeededBytes.Doubles(target, isBFloat16).Zip(added, (each, other) => each + other)];
        RowSums.AddTo(target, isBFloat16, added);
        Compare.Near(expected, target, isBFloat16, 1e-6);
    }

    [Fact]
    public void WhatDoesNotFitIsRefused()
    {
        Assert.Contains("matrix: holds 5 numbers, 6", Assert.Throws<ArgumentException>(() => RowSums.Add(new byte[20], 2, 3, false, new float[3])).Message);
        Assert.Contains("totals: holds 2 numbers, 3", Assert.Throws<ArgumentException>(() => RowSums.Add(new byte[24], 2, 3, false, new float[2])).Message);
        Assert.Contains("target: holds 1 numbers, 2", Assert.Throws<ArgumentException>(() => RowSums.AddTo(new byte[4], false, new float[2])).Message);
    }
}
