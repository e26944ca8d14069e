using SkiaSharp;

namespace Optiglot.Vision;

/// <summary>
/// The font everything Optiglot paints is written in: DejaVu Sans, Latin part, carried inside the library, since a bare server has no fonts at all
/// (and Skia then draws nothing where text should be).
/// </summary>
public static class PaintFont
{
    /// <summary>The name of the family.</summary>
    public const string Family = "DejaVu Sans";

    private static readonly Lazy<SKTypeface> regular = new(() => Load("DejaVuSans.ttf"));
    private static readonly Lazy<SKTypeface> bold = new(() => Load("DejaVuSans-Bold.ttf"));

    /// <summary>The upright face; shared, never dispose it.</summary>
    public static SKTypeface Regular => regular.Value;

    /// <summary>The bold face; shared, never dispose it.</summary>
    public static SKTypeface Bold => bold.Value;

    private static SKTypeface Load(string file)
    {
        using Stream stream = typeof(PaintFont).Assembly.GetManifestResourceStream($"Optiglot.Vision.Fonts.{file}")!;
        using SKData data = SKData.Create(stream);
        return SKTypeface.FromData(data);
    }
}
