using CsCheck;

namespace Optiglot.Vision.Tests;

public sealed class RegionAlignTests
{
    [Fact]
    public void AgreesWithItsSlowTwin() =>
        Gen.Select(Gen.Int[1, 9], Gen.Int[1, 9], Gen.Int[1, 3], Gen.Int[1, 3], Gen.Float[0, 1].Array[4], Gen.UInt)
            .Sample((rows, columns, channels, grid, at, seed) =>
        {
            var random = new Random((int)seed);
            float[] map = [.. Enumerable.Range(0, rows * columns * channels).Select(_ => random.NextSingle() * 2 - 1)];
            float x1 = Math.Min(at[0], at[1]) * columns, x2 = Math.Max(at[0], at[1]) * columns, y1 = Math.Min(at[2], at[3]) * rows,
                y2 = Math.Max(at[2], at[3]) * rows;
            float[] pooled = new float[channels * grid * grid];
            RegionAlign.Pool(map, rows, columns, x1, y1, x2, y2, grid, pooled);
            Assert.All(pooled.Zip(Slow(map, channels, rows, columns, x1, y1, x2, y2, grid)), pair => Assert.Equal(pair.Second, pair.First, 1e-4));
        }, iter: 2000);

    /// <summary>On a ramp, bilinear samples are exact, so a bin's mean is the value at its centre (a cell's centre is half a cell in).</summary>
    [Fact]
    public void RampGivesTheValueAtTheCentre()
    {
        float[] map = [.. Enumerable.Range(0, 16 * 16).Select(i => 3f * (i % 16) - 2f * (i / 16) + 7)];
        float[] pooled = new float[1];
        RegionAlign.Pool(map, 16, 16, 2.3f, 4.1f, 9.9f, 11.7f, 1, pooled);
        Assert.Equal(3 * ((2.3f + 9.9f) / 2 - 0.5f) - 2 * ((4.1f + 11.7f) / 2 - 0.5f) + 7, pooled[0], 1e-3);
    }

    [Fact]
    public void WholeMapGivesTheMean()
    {
        var random = new Random(5);
        float[] map = [.. Enumerable.Range(0, 2 * 7 * 6).Select(_ => random.NextSingle())];
        float[] pooled = new float[2];
        RegionAlign.Pool(map, 7, 6, 0, 0, 6, 7, 1, pooled);
        Assert.Equal(map[..42].Average(), pooled[0], 1e-5);
        Assert.Equal(map[42..].Average(), pooled[1], 1e-5);
    }

    private static float[] Slow(float[] map, int channels, int rows, int columns, float x1, float y1, float x2, float y2, int grid)
    {
        float[] pooled = new float[channels * grid * grid];
        float height = (y2 - y1) / grid, width = (x2 - x1) / grid;
        int down = Math.Max(1, (int)MathF.Ceiling(height)), across = Math.Max(1, (int)MathF.Ceiling(width));
        for (int channel = 0; channel < channels; channel++)
            for (int binRow = 0; binRow < grid; binRow++)
                for (int binColumn = 0; binColumn < grid; binColumn++)
                {
                    double sum = 0;
                    for (int i = 0; i < down; i++)
                        for (int j = 0; j < across; j++)
                            sum += Bilinear(map.AsSpan(channel * rows * columns), rows, columns,
                                y1 + (binRow + (i + 0.5) / down) * height - 0.5, x1 + (binColumn + (j + 0.5) / across) * width - 0.5);
                    pooled[(channel * grid + binRow) * grid + binColumn] = (float)(sum / (down * across));
                }
        return pooled;
    }

    private static double Bilinear(ReadOnlySpan<float> plane, int rows, int columns, double y, double x)
    {
        (y, x) = (Math.Clamp(y, 0, rows - 1), Math.Clamp(x, 0, columns - 1));
        double sum = 0;
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++)
                sum += Math.Max(0, 1 - Math.Abs(y - row)) * Math.Max(0, 1 - Math.Abs(x - column)) * plane[row * columns + column];
        return sum;
    }
}
