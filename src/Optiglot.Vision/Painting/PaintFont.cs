using SkiaSharp;

namespace Optiglot.Vision;

/// <summary>
/// The font that plots are written in: a common sans-serif of the system, found by its file, since the Skia we use knows no font service. Where there is
/// none, and where the variable <see cref="Variable"/> asks for it, letters of our own (<see cref="StrokeFont"/>): a server without any font writes words too.
/// </summary>
public static class PaintFont
{
    /// <summary>The name under which plots ask for it.</summary>
    public const string Family = "Optiglot";

    /// <summary>The name of our own letters: plots that ask for it look the same on every machine.</summary>
    public const string OwnFamily = "Optiglot Strokes";

    /// <summary>Environment variable; with the value <see cref="Own"/> no font of the system is used.</summary>
    public const string Variable = "OPTIGLOT_FONT";

    /// <summary>The value of <see cref="Variable"/> that asks for our own letters.</summary>
    public const string Own = "own";

    private static readonly string[] Folders = ["/usr/share/fonts", "/usr/local/share/fonts", Environment.GetFolderPath(Environment.SpecialFolder.Fonts)];
    private static readonly string[] RegularFiles = ["DejaVuSans.ttf", "LiberationSans-Regular.ttf", "NotoSans-Regular.ttf", "FreeSans.ttf", "arial.ttf"];
    private static readonly string[] BoldFiles = ["DejaVuSans-Bold.ttf", "LiberationSans-Bold.ttf", "NotoSans-Bold.ttf", "FreeSansBold.ttf", "arialbd.ttf"];

    private static readonly Lazy<byte[]> ownRegular = new(() => StrokeTypeface.Build(OwnFamily, bold: false));
    private static readonly Lazy<byte[]> ownBold = new(() => StrokeTypeface.Build(OwnFamily, bold: true));
    private static readonly Lazy<byte[]> regular = new(() => Find(Chosen, Folders, RegularFiles) ?? ownRegular.Value);
    private static readonly Lazy<byte[]> bold = new(() => Find(Chosen, Folders, BoldFiles) ?? ownBold.Value);

    private static string? Chosen => Environment.GetEnvironmentVariable(Variable);

    /// <summary>A face of one of the two families; null for other families. The caller disposes it.</summary>
    public static SKTypeface? Open(string family, bool isBold)
    {
        byte[]? file = family switch
        {
            Family => (isBold ? bold : regular).Value,
            OwnFamily => (isBold ? ownBold : ownRegular).Value,
            _ => null,
        };
        if (file is null) return null;
        using var data = SKData.CreateCopy(file);
        return SKTypeface.FromData(data);
    }

    /// <summary>The first of the font files, by name, that is in one of the folders and can be read; null where none is or our own is chosen.</summary>
    internal static byte[]? Find(string? chosen, IEnumerable<string> folders, IEnumerable<string> names)
    {
        if (chosen == Own) return null;
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MatchCasing = MatchCasing.CaseInsensitive };
        return names.SelectMany(name => folders.Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, name, options)))
            .Select(File.ReadAllBytes).FirstOrDefault(IsFont);
    }

    private static bool IsFont(byte[] file)
    {
        using var data = SKData.CreateCopy(file);
        using var face = SKTypeface.FromData(data);
        return face is not null;
    }
}
