using System.Globalization;

namespace Optiglot.DemoWorld;

/// <summary>One painted part of a drawing: SVG path data in a box of 100 by 100.</summary>
/// <param name="Path">SVG path data.</param>
/// <param name="Tone">Its paint.</param>
/// <param name="Line">Width of its outline in units of the usual one; 0 for none.</param>
internal sealed record Layer(string Path, Tone Tone, float Line = 1)
{
    public static Layer Line_(string path, float width = 1) => new(path, Tone.None, width);

    /// <summary>An ellipse.</summary>
    public static string Oval(float x, float y, float rx, float ry) =>
        string.Create(CultureInfo.InvariantCulture, $"M{x - rx} {y} a{rx} {ry} 0 1 0 {2 * rx} 0 a{rx} {ry} 0 1 0 {-2 * rx} 0 Z ");

    /// <summary>A rectangle with round corners.</summary>
    public static string Box(float x, float y, float w, float h, float r) => string.Create(
        CultureInfo.InvariantCulture,
        $"M{x + r} {y} h{w - 2 * r} a{r} {r} 0 0 1 {r} {r} v{h - 2 * r} a{r} {r} 0 0 1 {-r} {r} h{2 * r - w} a{r} {r} 0 0 1 {-r} {-r} v{2 * r - h} a{r} "
            + $"{r} 0 0 1 {r} {-r} Z ");
}
