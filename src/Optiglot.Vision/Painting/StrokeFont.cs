using System.Collections.Concurrent;
using SkiaSharp;

namespace Optiglot.Vision;

/// <summary>
/// Our own letters, drawn with a round pen: pictures look the same everywhere, also on servers without any font. Latin letters of English, German and French,
/// digits and common signs; anything else is a small box. <see cref="StrokeTypeface"/> has the same letters as a font.
/// </summary>
public static class StrokeFont
{
    /// <summary>Between two letters, and the height of capitals, in the units the letters are drawn in.</summary>
    internal const float Gap = 2.1f, CapitalHeight = 10;

    private static readonly ConcurrentDictionary<char, (float Width, SKPath Path)> Glyphs = new();

    /// <summary>Width of a line of text, pixels.</summary>
    /// <param name="text">The text.</param>
    /// <param name="height">Height of capitals, pixels.</param>
    public static float Measure(string text, float height) => Math.Max(0, text.Sum(letter => Glyph(letter).Width + Gap) - Gap) * height / CapitalHeight;

    /// <summary>Draws a line of text.</summary>
    /// <param name="canvas">Where.</param>
    /// <param name="text">The text.</param>
    /// <param name="x">Left edge, pixels.</param>
    /// <param name="baseLine">Base line, pixels.</param>
    /// <param name="height">Height of capitals, pixels.</param>
    /// <param name="color">Colour.</param>
    /// <param name="weight">Thickness of the pen, as a part of the height.</param>
    public static void Draw(SKCanvas canvas, string text, float x, float baseLine, float height, SKColor color, float weight = 0.14f)
    {
        using var pen = new SKPaint
        {
            Color = color,
            IsAntialias = true,
            Style = SKPaintStyle.Stroke,
            StrokeCap = SKStrokeCap.Round,
            StrokeJoin = SKStrokeJoin.Round,
            StrokeWidth = weight * CapitalHeight,
        };
        canvas.Save();
        canvas.Translate(x, baseLine - height);
        canvas.Scale(height / CapitalHeight);
        foreach (char letter in text)
        {
            var (width, path) = Glyph(letter);
            canvas.DrawPath(path, pen);
            canvas.Translate(width + Gap, 0);
        }
        canvas.Restore();
    }

    /// <summary>Width of a letter and its lines, which the caller must not change.</summary>
    internal static (float Width, SKPath Path) Glyph(char letter) => Glyphs.GetOrAdd(letter, static letter =>
    {
        if (!StrokeGlyphs.Accented.TryGetValue(letter, out string? parts))
        {
            var (plain, data) = StrokeGlyphs.All.GetValueOrDefault(letter, StrokeGlyphs.Unknown);
            return (plain, SKPath.ParseSvgPathData(data));
        }
        var (width, stem) = StrokeGlyphs.All[parts[0]];
        var path = SKPath.ParseSvgPathData(stem);
        using var mark = SKPath.ParseSvgPathData(StrokeGlyphs.Marks[parts[1]]);
        path.AddPath(mark, width / 2, char.IsUpper(letter) && parts[1] != ',' ? -3.5f : 0);
        return (width, path);
    });
}
