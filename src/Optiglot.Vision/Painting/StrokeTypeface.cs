using SkiaSharp;

namespace Optiglot.Vision;

/// <summary>The letters of <see cref="StrokeFont"/> as a TrueType font made in memory, for what draws words by a typeface alone.</summary>
internal static class StrokeTypeface
{
    // Capitals are 0.7 em high, as in common sans-serifs; the grid is fine enough for round pens.
    private const int UnitsPerEm = 2000, Unit = 140;

    // In the letters' own units: capitals with accents reach 3.2 above capitals, descenders 3.2 below the base line, and the pen half its width more.
    private const float Above = 3.9f, Below = 3.9f, SmallHeight = 6.5f;

    // Thickness of the pen, in the letters' own units.
    private const float RegularPen = 1.3f, BoldPen = 1.9f;

    /// <summary>The font file.</summary>
    public static byte[] Build(string family, bool bold)
    {
        using var pen = new SKPaint
        {
            Style = SKPaintStyle.Stroke,
            StrokeCap = SKStrokeCap.Round,
            StrokeJoin = SKStrokeJoin.Round,
            StrokeWidth = (bold ? BoldPen : RegularPen) * Unit,
        };
        return new TrueTypeFile
        {
            Family = family,
            Bold = bold,
            UnitsPerEm = UnitsPerEm,
            Ascent = (int)((StrokeFont.CapitalHeight + Above) * Unit),
            Descent = (int)(Below * Unit),
            Heights = ((int)(StrokeFont.CapitalHeight * Unit), (int)(SmallHeight * Unit)),
            Missing = Outline('\uFFFF', pen),
            Letters = StrokeGlyphs.All.Keys.Concat(StrokeGlyphs.Accented.Keys).ToDictionary(letter => letter, letter => Outline(letter, pen)),
        }.ToArray();
    }

    private static (GlyphOutline Outline, int Advance) Outline(char letter, SKPaint pen)
    {
        var (width, lines) = StrokeFont.Glyph(letter);
        using var large = new SKPath(lines);
        // Half of the gap on each side; the font's y goes up from the base line.
        large.Transform(new SKMatrix(Unit, 0, StrokeFont.Gap / 2 * Unit, 0, -Unit, StrokeFont.CapitalHeight * Unit, 0, 0, 1));
        using var filled = pen.GetFillPath(large) ?? new SKPath();
        return (new GlyphOutline(filled), (int)MathF.Round((width + StrokeFont.Gap) * Unit));
    }
}
