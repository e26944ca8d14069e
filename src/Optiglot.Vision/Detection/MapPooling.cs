using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;

namespace Optiglot.Vision;

/// <summary>
/// Region vectors from inner feature maps: each map's ROI-aligned part is divided by its root mean square, so that maps of different magnitude count alike
/// and numbers are about 1.
/// </summary>
internal static class MapPooling
{
    /// <summary>What a store says of such vectors.</summary>
    public static string Describe(IEnumerable<FeatureMap> maps) =>
        string.Join(" + ", maps.Select(map => $"{map.Tensor}/{map.Stride} {map.Grid}x{map.Grid}")) + ", root mean square 1 each";

    /// <summary>Numbers of one map in a vector.</summary>
    /// <exception cref="InvalidDataException">The tensor is no map of that stride.</exception>
    public static int Width(DetectorManifest manifest, FeatureMap map, int[] shape)
    {
        bool fits = map is { Grid: > 0, Stride: > 0 } && shape is [_, > 0, > 0 and var rows, > 0 and var columns]
            && rows == manifest.Input.Height / map.Stride && columns == manifest.Input.Width / map.Stride;
        if (!fits)
            throw new InvalidDataException(
                $"{manifest.Path}: feature map '{map.Tensor}' is [{string.Join(", ", shape)}], which is no map of stride {map.Stride}; correct featureMaps");
        return map.Grid * map.Grid * shape[1];
    }

    /// <summary>Fills one map's columns of all vectors.</summary>
    /// <param name="tensor">`[1, channels, rows, columns]`.</param>
    /// <param name="map">How it is pooled.</param>
    /// <param name="boxes">`[regions, 4]` in pixels of the network's input.</param>
    /// <param name="start">The map's first column.</param>
    /// <param name="stride">Columns of a vector.</param>
    /// <param name="features">`[regions, stride]`.</param>
    /// <returns>How many columns there are.</returns>
    public static int Pool(OrtValue tensor, FeatureMap map, ReadOnlySpan<float> boxes, int start, int stride, Span<float> features)
    {
        var shape = tensor.GetTensorTypeAndShape().Shape;
        var (channels, rows, columns) = ((int)shape[1], (int)shape[2], (int)shape[3]);
        int width = channels * map.Grid * map.Grid;
        var cells = tensor.GetTensorDataAsSpan<float>();
        float scale = 1f / map.Stride;
        for (int region = 0; region < boxes.Length / 4; region++)
        {
            var box = boxes.Slice(4 * region, 4);
            var pooled = features.Slice(region * stride + start, width);
            RegionAlign.Pool(cells, rows, columns, box[0] * scale, box[1] * scale, box[2] * scale, box[3] * scale, map.Grid, pooled);
            float meanSquare = TensorPrimitives.SumOfSquares(pooled) / width;
            if (meanSquare > 1e-12f) TensorPrimitives.Multiply(pooled, 1 / MathF.Sqrt(meanSquare), pooled);
        }
        return width;
    }
}
