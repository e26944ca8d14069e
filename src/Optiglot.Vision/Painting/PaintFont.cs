using SkiaSharp;

namespace Optiglot.Vision;

/// <summary>
/// The font that plots are written in: a common sans-serif of the system, found by its file, since the Skia we use knows no font service. A server without any font
/// gives Skia's empty face: lines are drawn, words are not (pictures of regions have letters of our own, <see cref="StrokeFont"/>).
/// </summary>
public static class PaintFont
{
    /// <summary>The name under which plots ask for it.</summary>
    public const string Family = "Optiglot";

    private static readonly string[] Folders = ["/usr/share/fonts", "/usr/local/share/fonts", Environment.GetFolderPath(Environment.SpecialFolder.Fonts)];

    private static readonly Lazy<SKTypeface> regular = new(() => Find("DejaVuSans.ttf", "LiberationSans-Regular.ttf", "NotoSans-Regular.ttf", "FreeSans.ttf", "arial.ttf"));
    private static readonly Lazy<SKTypeface> bold = new(() => Find("DejaVuSans-Bold.ttf", "LiberationSans-Bold.ttf", "NotoSans-Bold.ttf", "FreeSansBold.ttf", "arialbd.ttf"));

    /// <summary>The upright face; shared, never dispose it.</summary>
    public static SKTypeface Regular => regular.Value;

    /// <summary>The bold face; shared, never dispose it.</summary>
    public static SKTypeface Bold => bold.Value;

    private static SKTypeface Find(params IReadOnlyList<string> names)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MatchCasing = MatchCasing.CaseInsensitive };
        foreach (string name in names)
            foreach (string folder in Folders.Where(Directory.Exists))
                if (Directory.EnumerateFiles(folder, name, options).Select(SKTypeface.FromFile).FirstOrDefault(face => face is not null) is { } found) return found;
        return SKTypeface.Default;
    }
}
