using SkiaSharp;

namespace Optiglot.Bench;

/// <summary>
/// Made-up photos: soft gradients, shapes and grain, as JPEGs of the size Flickr serves; their bytes and detail are those of photos, their content is not.
/// </summary>
internal static class MadeUpPhotos
{
    private const int Width = 500, Height = 375, Quality = 90, Shapes = 40, Grain = 20_000;

    internal static void Write(string folder, int count, ulong seed)
    {
        Directory.CreateDirectory(folder);
        var random = new Random(unchecked((int)seed));
        for (int i = 0; i < count; i++)
        {
            using SKBitmap bitmap = new(Width, Height);
            using (SKCanvas canvas = new(bitmap)) Draw(canvas, random);
            using SKData data = bitmap.Encode(SKEncodedImageFormat.Jpeg, Quality);
            using FileStream file = File.Create(Path.Combine(folder, $"photo{i:D5}.jpg"));
            data.SaveTo(file);
        }
    }

    private static void Draw(SKCanvas canvas, Random random)
    {
        using SKShader sky = SKShader.CreateLinearGradient(new SKPoint(0, 0), new SKPoint(Width, Height), [Colour(random), Colour(random)],
            SKShaderTileMode.Clamp);
        using (SKPaint paint = new() { Shader = sky }) canvas.DrawRect(0, 0, Width, Height, paint);
        for (int i = 0; i < Shapes; i++)
        {
            using SKPaint paint = new() { Color = Colour(random).WithAlpha(160), IsAntialias = true };
            canvas.DrawOval(random.Next(Width), random.Next(Height), random.Next(5, 80), random.Next(5, 80), paint);
        }

        for (int i = 0; i < Grain; i++) canvas.DrawPoint(random.Next(Width), random.Next(Height), Colour(random).WithAlpha(60));
    }

    private static SKColor Colour(Random random) => new((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256));
}
