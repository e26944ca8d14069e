using SkiaSharp;

namespace Optiglot.Vision;

/// <summary>A decoded picture as Skia's, enlarged for drawing on.</summary>
internal sealed class Photo : IDisposable
{
    private readonly SKImage _image;

    public Photo(DecodedImage image, int longerSide)
    {
        float scale = Math.Max(1, (float)longerSide / Math.Max(image.Width, image.Height));
        (Width, Height) = ((int)MathF.Round(image.Width * scale), (int)MathF.Round(image.Height * scale));
        byte[] rgba = new byte[4 * image.Width * image.Height];
        for (int from = 0, to = 0; from < image.Rgb.Length; from += 3, to += 4)
            (rgba[to], rgba[to + 1], rgba[to + 2], rgba[to + 3]) = (image.Rgb[from], image.Rgb[from + 1], image.Rgb[from + 2], 255);
        _image = SKImage.FromPixelCopy(new SKImageInfo(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque), rgba);
    }

    /// <summary>Width as drawn, pixels.</summary>
    public int Width { get; }

    /// <summary>Height as drawn, pixels.</summary>
    public int Height { get; }

    /// <summary>Draws it with its corner at the canvas's origin.</summary>
    public void Draw(SKCanvas canvas, SKPaint? paint = null) =>
        canvas.DrawImage(_image, new SKRect(0, 0, Width, Height), new SKSamplingOptions(SKCubicResampler.Mitchell), paint);

    /// <summary>A region's box on it.</summary>
    public SKRect Box(RegionSet regions, int region)
    {
        var box = regions.Boxes.AsSpan(4 * region, 4);
        return new SKRect(box[0] * Width, box[1] * Height, box[2] * Width, box[3] * Height);
    }

    /// <summary>Draws on a new canvas and gives it as PNG.</summary>
    public static byte[] Paint(int width, int height, Action<SKCanvas> draw)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        draw(surface.Canvas);
        using var snapshot = surface.Snapshot();
        using var png = snapshot.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    public void Dispose() => _image.Dispose();
}
