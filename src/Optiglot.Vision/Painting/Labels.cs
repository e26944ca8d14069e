using SkiaSharp;

namespace Optiglot.Vision;

/// <summary>Names on boxes: each in a pill at its box's corner, moved where it would cover another or leave the picture.</summary>
internal sealed class Labels(SKCanvas canvas, float width, float height, float letter)
{
    private readonly List<SKRect> _taken = [];

    /// <summary>Draws one; draw the most important first.</summary>
    public void Draw(string text, SKRect box, SKColor color)
    {
        float pad = letter * 0.6f;
        var size = new SKSize(StrokeFont.Measure(text, letter) + 2 * pad, letter * 2.1f);
        var place = Places(box, size).Select(Inside).FirstOrDefault(place => !_taken.Exists(place.IntersectsWith), Inside(Places(box, size).First()));
        _taken.Add(place);
        using var fill = new SKPaint { Color = color, IsAntialias = true };
        canvas.DrawRoundRect(place, letter * 0.45f, letter * 0.45f, fill);
        StrokeFont.Draw(canvas, text, place.Left + pad, place.MidY + letter / 2, letter, Ink(color));
    }

    /// <summary>Black or white, whichever reads better on a colour.</summary>
    public static SKColor Ink(SKColor color) =>
        0.299 * color.Red + 0.587 * color.Green + 0.114 * color.Blue > 140 ? new SKColor(0x12, 0x16, 0x1C) : SKColors.White;

    private static IEnumerable<SKRect> Places(SKRect box, SKSize size)
    {
        SKRect At(float x, float y) => SKRect.Create(x, y, size.Width, size.Height);
        yield return At(box.Left, box.Top - size.Height);
        yield return At(box.Left, box.Top);
        yield return At(box.Right - size.Width, box.Top - size.Height);
        yield return At(box.Right - size.Width, box.Top);
        yield return At(box.Left, box.Bottom - size.Height);
        yield return At(box.Right - size.Width, box.Bottom - size.Height);
        yield return At(box.Left, box.Bottom);
        for (float y = box.Top + size.Height; y < box.Bottom - size.Height; y += size.Height / 2) yield return At(box.Left, y);
    }

    private SKRect Inside(SKRect place)
    {
        place.Offset(Math.Max(0, -place.Left) - Math.Max(0, place.Right - width), Math.Max(0, -place.Top) - Math.Max(0, place.Bottom - height));
        return place;
    }
}
