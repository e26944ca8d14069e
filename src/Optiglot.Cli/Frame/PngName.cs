namespace Optiglot.Cli;

/// <summary>Names of pictures that are written: they are PNG files, and a name that says otherwise would mislead whoever opens them.</summary>
internal static class PngName
{
    private static readonly string[] Others = [".jpg", ".jpeg", ".jfif", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".svg", ".pdf"];

    /// <summary>Refuses a name with the extension of another kind of picture.</summary>
    /// <param name="name">The name; null where none was given.</param>
    /// <param name="option">The option it was given with.</param>
    /// <exception cref="UsageException">It has such an extension.</exception>
    public static void Check(string? name, string option)
    {
        if (name is not null && Others.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase))
            throw new UsageException($"{option} {name}: pictures are written as PNG; name it {Path.ChangeExtension(name, ".png")}");
    }
}
