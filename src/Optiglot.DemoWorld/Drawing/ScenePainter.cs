using SkiaSharp;

namespace Optiglot.DemoWorld;

/// <summary>Draws scenes to pixels.</summary>
public static class ScenePainter
{
    /// <summary>Draws a scene. The caller disposes of the bitmap.</summary>
    /// <param name="scene">What to draw.</param>
    /// <param name="side">Width and height, pixels.</param>
    public static SKBitmap Paint(Scene scene, int side) => Paint(scene.Plan.Place, scene.Objects, side, scene.BackgroundSeed);

    /// <summary>Draws objects at a place.</summary>
    public static SKBitmap Paint(Place place, IReadOnlyList<PlacedObject> objects, int side, ulong backgroundSeed)
    {
        var bitmap = new SKBitmap(new SKImageInfo(side, side, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(bitmap);
        BackgroundPainter.Paint(canvas, place, side, backgroundSeed);
        foreach (var thing in objects) ObjectPainter.Paint(canvas, thing, side);
        return bitmap;
    }

    /// <summary>Draws a scene to the bytes of a PNG file.</summary>
    public static byte[] PaintPng(Scene scene, int side)
    {
        using var bitmap = Paint(scene, side);
        return Png(bitmap);
    }

    /// <summary>The bytes of a PNG file.</summary>
    internal static byte[] Png(SKBitmap bitmap)
    {
        using var pixels = bitmap.PeekPixels();
        using var data = pixels.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.Sub, 3))
            ?? throw new InvalidOperationException("SkiaSharp wrote no PNG");
        return data.ToArray();
    }
}
