namespace Optiglot.DemoWorld;

/// <summary>One thing cut out of a picture.</summary>
/// <param name="Left">First column of its box, pixels.</param>
/// <param name="Top">First row.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Mask">`[height, width]`: whether a pixel of the box belongs to the thing.</param>
/// <param name="Ink">`[height, width]`: whether it is outline.</param>
internal sealed record Blob(int Left, int Top, int Width, int Height, bool[] Mask, bool[] Ink);
