using System.Numerics.Tensors;

namespace Optiglot.Vision;

/// <summary>Reads YOLOX's raw predictions (Ge et al. 2021, "YOLOX: Exceeding YOLO series in 2021", section 2.1: anchor-free boxes).</summary>
internal static class YoloxDecoder
{
    /// <summary>Numbers before the class scores of a prediction: centre x, y, width, height, objectness.</summary>
    public const int BoxNumbers = 5;

    /// <summary>Number of cells of all grids.</summary>
    public static int Cells(int width, int height, IReadOnlyList<int> strides) => strides.Sum(stride => width / stride * (height / stride));

    /// <summary>
    /// Adds a candidate for each cell whose best class has at least the floor as score: centre = (x, y + cell) * stride, size = exp(w, h) * stride,
    /// score = objectness * class. Corners are cut at the picture; boxes that vanish are dropped.
    /// </summary>
    /// <param name="raw">`[cells, 5+classes]`, grids one after the other, rows first.</param>
    /// <param name="placement">Size of the input and of the picture in it.</param>
    /// <param name="strides">Pixels a cell, a grid each.</param>
    /// <param name="floor">Lowest score.</param>
    /// <param name="candidates">Filled in order of cells.</param>
    public static void Decode(ReadOnlySpan<float> raw, Placement placement, IReadOnlyList<int> strides, float floor, List<Candidate> candidates)
    {
        int width = raw.Length / Cells(placement.Width, placement.Height, strides);
        foreach (int stride in strides)
            for (int row = 0; row < placement.Height / stride; row++)
                for (int column = 0; column < placement.Width / stride; column++)
                {
                    var cell = raw[..width];
                    raw = raw[width..];
                    if (cell[4] < floor) continue;
                    int best = TensorPrimitives.IndexOfMax(cell[BoxNumbers..]);
                    float score = cell[4] * cell[BoxNumbers + best];
                    if (!(score >= floor)) continue;
                    float x = (cell[0] + column) * stride, y = (cell[1] + row) * stride;
                    float halfWidth = MathF.Exp(cell[2]) * stride / 2, halfHeight = MathF.Exp(cell[3]) * stride / 2;
                    var box = new Candidate(score, best, Math.Max(x - halfWidth, 0), Math.Max(y - halfHeight, 0),
                        Math.Min(x + halfWidth, placement.PlacedWidth), Math.Min(y + halfHeight, placement.PlacedHeight));
                    if (box.X2 - box.X1 >= 1 && box.Y2 - box.Y1 >= 1) candidates.Add(box);
                }
    }
}
