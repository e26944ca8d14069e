using System.Numerics.Tensors;

namespace Optiglot.Vision;

/// <summary>
/// ROI-align (He et al. 2017, "Mask R-CNN", section 3) with half-pixel centres and one sample a cell or denser: the mean of bilinear samples in each bin.
/// The samples of a bin form a grid, so their mean is a weighted sum with separable weights, row weight times column weight:
/// each channel costs one dot product a row it touches, however many samples there are.
/// </summary>
internal static class RegionAlign
{
    /// <summary>Pools one box.</summary>
    /// <param name="map">`[channels, rows, columns]`.</param>
    /// <param name="rows">Rows of the map.</param>
    /// <param name="columns">Columns of the map.</param>
    /// <param name="x1">Left edge, in cells; likewise the others.</param>
    /// <param name="y1">Upper edge.</param>
    /// <param name="x2">Right edge.</param>
    /// <param name="y2">Lower edge.</param>
    /// <param name="grid">Bins a side.</param>
    /// <param name="pooled">`[channels, grid, grid]`.</param>
    public static void Pool(ReadOnlySpan<float> map, int rows, int columns, float x1, float y1, float x2, float y2, int grid, Span<float> pooled)
    {
        Span<float> weights = rows + columns <= 1024 ? stackalloc float[rows + columns] : new float[rows + columns];
        Span<float> rowWeights = weights[..rows], columnWeights = weights[rows..];
        float binHeight = (y2 - y1) / grid, binWidth = (x2 - x1) / grid;
        for (int binRow = 0; binRow < grid; binRow++)
        {
            var (top, bottom) = Weigh(y1 + binRow * binHeight, binHeight, rowWeights);
            for (int binColumn = 0; binColumn < grid; binColumn++)
            {
                var (left, right) = Weigh(x1 + binColumn * binWidth, binWidth, columnWeights);
                var across = columnWeights[left..right];
                for (int channel = 0, to = binRow * grid + binColumn; to < pooled.Length; channel++, to += grid * grid)
                {
                    var plane = map.Slice(channel * rows * columns, rows * columns);
                    float sum = 0;
                    for (int row = top; row < bottom; row++)
                        sum += rowWeights[row] * TensorPrimitives.Dot(plane.Slice(row * columns + left, across.Length), across);
                    pooled[to] = sum;
                }
            }
        }
    }

    /// <summary>Weight of each cell in the mean of a bin's samples along one axis; returns the cells that have one.</summary>
    private static (int Start, int End) Weigh(float start, float size, Span<float> weights)
    {
        weights.Clear();
        int samples = Math.Max(1, (int)MathF.Ceiling(size)), first = weights.Length, last = 0;
        for (int i = 0; i < samples; i++)
        {
            float at = Math.Clamp(start + (i + 0.5f) * size / samples - 0.5f, 0, weights.Length - 1);
            int low = (int)at, high = Math.Min(low + 1, weights.Length - 1);
            weights[low] += (1 - (at - low)) / samples;
            weights[high] += (at - low) / samples;
            (first, last) = (Math.Min(first, low), Math.Max(last, high));
        }
        return (first, last + 1);
    }
}
