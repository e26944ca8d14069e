using static TorchSharp.torch;

namespace Optiglot.Modeling.Tests.Layers;

public class DropoutMaskTests
{
    [Fact]
    public void ATailEqualsTheLanesOfALongerMask()
    {
        foreach (ScalarType type in new[] { ScalarType.Float32, ScalarType.BFloat16 })
        {
            float[] longest = Mask(300, 0.4, 99, type);
            for (int length = 1; length < 200; length++) Assert.Equal(longest[..length], Mask(length, 0.4, 99, type));
        }
    }

    [Fact]
    public void BothTypesDropTheSamePlacesAcrossBlocks()
    {
        const int Length = (3 * 65536) + 777;
        float[] single = Mask(Length, 0.25, 5, ScalarType.Float32), half = Mask(Length, 0.25, 5, ScalarType.BFloat16);
        Assert.Equal(single.Select(each => each > 0), half.Select(each => each > 0));
        Assert.Equal(4 / 3f, single.Max());
        Assert.Equal([0, single.Max()], single.Distinct().Order());
        Assert.Equal(4 / 3f, half.Max(), 0.004f);
        // Another block is not the first one over again.
        Assert.NotEqual(single[..65536], single[65536..131072]);
    }

    [Theory, InlineData(0.1), InlineData(0.3), InlineData(0.5), InlineData(0.9)]
    public void DropsThatManyAndKeepsTheMean(double probability)
    {
        const int Length = 1 << 20;
        float[] mask = Mask(Length, probability, 1234567, ScalarType.Float32);
        double deviation = Math.Sqrt(probability * (1 - probability) / Length);
        Assert.Equal(probability, mask.Count(each => each == 0) / (double)Length, 5 * deviation);
        Assert.Equal(1, mask.Average(each => (double)each), 5 * deviation / (1 - probability));
    }

    [Fact]
    public void PlacesAndKeysAreIndependent()
    {
        const int Length = 1 << 20;
        // Keys as TrainingMode makes them, out of a mixer.
        float[][] masks = [.. Enumerable.Range(1, 4).Select(i => Mask(Length, 0.5, StableHash.Mix((ulong)i * 0x9e3779b97f4a7c15), ScalarType.Float32))];
        foreach (int lag in new[] { 1, 2, 3, 16, 31, 32, 64, 512, 65536 }) Assert.Equal(0, Correlation(masks[0], masks[0], lag), 0.006);
        for (int i = 1; i < masks.Length; i++)
            foreach (int lag in new[] { 0, 1, 32 }) Assert.Equal(0, Correlation(masks[0], masks[i], lag), 0.006);
    }

    private static float[] Mask(int length, double probability, ulong key, ScalarType type)
    {
        using var scope = NewDisposeScope();
        Tensor mask = empty(length, dtype: type);
        DropoutMask.Fill(mask, probability, key);
        return TinyModel.Floats(mask);
    }

    // Of places that are 0 or 2 with mean 1.
    private static double Correlation(float[] x, float[] y, int lag)
    {
        double sum = 0;
        for (int i = lag; i < x.Length; i++) sum += (x[i] - 1) * (y[i - lag] - 1);
        return sum / (x.Length - lag);
    }
}
