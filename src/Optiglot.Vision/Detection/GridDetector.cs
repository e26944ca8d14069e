namespace Optiglot.Vision;

/// <summary>
/// The cells of a grid as regions, whatever is in them: after the whole picture, if that is asked for, row by row. Such regions served picture question
/// answering as well as boxes do (Jiang et al. 2020, "In Defense of Grid Features").
/// </summary>
internal sealed class GridDetector(ComposedManifest manifest, FeatureDetector vectors) : ComposedDetector
{
    /// <summary>What manifests call it.</summary>
    public const string Kind = "grid";

    /// <summary>Most rows or columns.</summary>
    public const int MostCells = 32;

    private readonly float[] _cells = [.. Enumerable.Range(0, manifest.Rows * manifest.Columns).SelectMany(cell => Cell(manifest, cell))];

    public override DetectorInfo Info { get; } = vectors.Info with
    {
        Name = manifest.Name,
        FeatureSource = $"{manifest.Rows}x{manifest.Columns} cells: {vectors.Info.FeatureSource}",
    };

    public override (string Places, string Vectors) Source => ($"{manifest.Rows}x{manifest.Columns} cells", vectors.Info.FeatureSource);

    public override int InputSide => vectors.InputSide;

    public override RegionSet Detect(PictureLooks looks, RegionLimits limits)
    {
        int whole = limits.WholeImage ? 1 : 0, cells = _cells.Length / 4;
        float[] boxes = limits.WholeImage ? [0, 0, 1, 1, .. _cells] : [.. _cells];
        return new RegionSet(looks.Image.OriginalWidth, looks.Image.OriginalHeight, boxes,
            [.. Enumerable.Repeat(1f, whole), .. Enumerable.Repeat(0f, cells)],
            [.. Enumerable.Repeat(RegionSet.None, whole), .. Enumerable.Repeat(RegionSet.Cell, cells)], null, looks.Vectors(vectors, boxes));
    }

    public override void Dispose() => vectors.Dispose();

    private static float[] Cell(ComposedManifest manifest, int cell)
    {
        var (row, column) = Math.DivRem(cell, manifest.Columns);
        var (rows, columns) = ((float)manifest.Rows, (float)manifest.Columns);
        return [column / columns, row / rows, (column + 1) / columns, (row + 1) / rows];
    }
}
