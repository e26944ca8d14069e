using Optiglot.Vision;

namespace Optiglot.DemoWorld;

/// <summary>Describes a thing by its shape and paint: a coarse silhouette, a coarse map of its lines, moments, colours.</summary>
internal static class RegionDescriptor
{
    private const int Grid = 6, LineGrid = 4;

    /// <summary>Numbers a descriptor: 36 + 16 + 12 + 14.</summary>
    public const int Width = Grid * Grid + LineGrid * LineGrid + ShapeMoments.Count + PaintHistogram.Count;

    /// <summary>`[features]`, not yet standardised.</summary>
    public static float[] Describe(DecodedImage image, Blob blob)
    {
        var numbers = new float[Width];
        var rest = numbers.AsSpan();
        Coarse(blob, blob.Mask, Grid, rest);
        rest = rest[(Grid * Grid)..];
        Coarse(blob, blob.Ink, LineGrid, rest);
        rest = rest[(LineGrid * LineGrid)..];
        ShapeMoments.Write(blob, rest);
        PaintHistogram.Write(image, blob, rest[ShapeMoments.Count..]);
        return numbers;
    }

    /// <summary>Share of marked pixels in each cell of a square window around the box, so that a long thing stays long.</summary>
    private static void Coarse(Blob blob, bool[] marks, int cells, Span<float> shares)
    {
        int side = Math.Max(blob.Width, blob.Height), dx = (side - blob.Width) / 2, dy = (side - blob.Height) / 2;
        float pixelsPerCell = (float)side * side / (cells * cells);
        for (int y = 0; y < blob.Height; y++)
            for (int x = 0; x < blob.Width; x++)
                if (marks[y * blob.Width + x]) shares[(y + dy) * cells / side * cells + (x + dx) * cells / side] += 1 / pixelsPerCell;
    }
}
