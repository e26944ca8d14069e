namespace Optiglot.Kernels.Tests;

public class DropoutMaskTests
{
    [Theory, InlineData(false), InlineData(true)]
    public void EqualsItsSlowTwin(bool isBFloat16)
    {
        const int Length = (2 * 65536) + 777;
        double[] mask = Mask(Length, 0.3, 0x1122334455667788, isBFloat16);
        double scale = 65536 / (65536 - Math.Round(0.3 * 65536));
        double[] expected = [.. Enumerable.Range(0, Length).Select(i => SlowDropout.IsDropped((uint)i, 0.3, 0x1122334455667788) ? 0 : scale)];
        Compare.Near(expected, mask, 1e-6, isBFloat16 ? 1.0 / 256 : 0);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void ATailEqualsTheVectorsOfALongerMask(bool isBFloat16)
    {
        double[] longest = Mask(300, 0.4, 99, isBFloat16);
        for (int length = 1; length < 200; length++) Assert.Equal(longest[..length], Mask(length, 0.4, 99, isBFloat16));
    }

    [Fact]
    public void BothTypesDropTheSamePlacesAcrossBlocks()
    {
        const int Length = (3 * 65536) + 777;
        double[] single = Mask(Length, 0.25, 5, false), rounded = Mask(Length, 0.25, 5, true);
        Assert.Equal(single.Select(each => each > 0), rounded.Select(each => each > 0));
        Assert.Equal(4 / 3f, single.Max());
        Assert.Equal([0, single.Max()], single.Distinct().Order());
        Assert.Equal(4 / 3f, rounded.Max(), 0.004f);
        // Another block is not the first one over again.
        Assert.NotEqual(single[..65536], single[65536..131072]);
    }

    [Theory, InlineData(0.1), InlineData(0.3), InlineData(0.5), InlineData(0.9)]
    public void DropsThatManyAndKeepsTheMean(double probability)
    {
        const int Length = 1 << 20;
        double[] mask = Mask(Length, probability, 1234567, false);
        double deviation = Math.Sqrt(probability * (1 - probability) / Length);
        Assert.Equal(probability, mask.Count(each => each == 0) / (double)Length, 5 * deviation);
        Assert.Equal(1, mask.Average(), 5 * deviation / (1 - probability));
    }

    [Fact]
    public void PlacesAndKeysAreIndependent()
    {
        const int Length = 1 << 20;
        var keys = new Random(8);
        double[][] masks = [.. Enumerable.Range(0, 4).Select(_ => Mask(Length, 0.5, (ulong)keys.NextInt64(), false))];
        foreach (int lag in new[] { 1, 2, 3, 16, 31, 32, 64, 512, 65536 }) Assert.Equal(0, Correlation(masks[0], masks[0], lag), 0.006);
        for (int i = 1; i < masks.Length; i++)
            foreach (int lag in new[] { 0, 1, 32 }) Assert.Equal(0, Correlation(masks[0], masks[i], lag), 0.006);
    }

    private static double[] Mask(int length, double probability, ulong key, bool isBFloat16)
    {
        byte[] mask = new byte[length * KernelMemory.SizeOf(isBFloat16)];
        DropoutMask.Fill(mask, isBFloat16, probability, key);
        return SeededBytes.Doubles(mask, isBFloat16);
    }

    // Of places that are 0 or 2 with mean 1.
    private static double Correlation(double[] x, double[] y, int lag)
    {
        double sum = 0;
        for (int i = lag; i < x.Length; i++) sum += (x[i] - 1) * (y[i - lag] - 1);
        return sum / (x.Length - lag);
    }
}
