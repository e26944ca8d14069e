namespace Optiglot.Vision;

/// <summary>What a folder holds for a detector: the pictures that can be decoded, and what is left out and why.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Pictures">Paths of pictures, in the order of their names.</param>
/// <param name="LeftOut">Files that are no picture, or of a kind that is not decoded, each with the reason.</param>
/// <param name="Subfolders">Folders in it that were not looked into.</param>
public sealed record PictureFolder(string Path, IReadOnlyList<string> Pictures, IReadOnlyList<(string Path, string Reason)> LeftOut,
    IReadOnlyList<string> Subfolders)
{
    private static readonly string[] Extensions = [".jpg", ".jpeg", ".jfif", ".png", ".webp", ".gif", ".bmp"];

    /// <summary>Lists a folder. Files with a picture's extension are pictures; of others the first bytes decide.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="recursive">Whether folders in it are listed too; links to folders are not followed.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static PictureFolder List(string folder, bool recursive = false)
    {
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"{folder}: no such folder; give a folder of pictures");
        List<string> pictures = [], subfolders = [];
        List<(string, string)> leftOut = [];
        Look(folder);
        return new PictureFolder(folder, [.. pictures.Order(StringComparer.Ordinal)], [.. leftOut.OrderBy(left => left.Item1, StringComparer.Ordinal)],
            [.. subfolders.Order(StringComparer.Ordinal)]);

        void Look(string place)
        {
            foreach (string file in Directory.EnumerateFiles(place))
            {
                if (WhyNot(file) is { } reason) leftOut.Add((file, reason));
                else pictures.Add(file);
            }

            foreach (string inner in Directory.EnumerateDirectories(place))
            {
                if (recursive && new DirectoryInfo(inner).LinkTarget is null) Look(inner);
                else subfolders.Add(inner);
            }
        }
    }

    /// <summary>The name under which a store knows a picture of the folder: its path from there, with slashes.</summary>
    public static string NameIn(string? folder, string picture) =>
        folder is null ? System.IO.Path.GetFileName(picture) : System.IO.Path.GetRelativePath(folder, picture)
            .Replace(System.IO.Path.DirectorySeparatorChar, '/');

    private static string? WhyNot(string file)
    {
        if (Extensions.Contains(System.IO.Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)) return null;
        if (SpecialFile.Is(file)) return "no regular file";
        Span<byte> first = stackalloc byte[ImageHeader.KindBytes];
        try
        {
            using var handle = File.OpenHandle(file);
            first = first[..RandomAccess.Read(handle, first, 0)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "cannot be opened";
        }

        return ImageHeader.IsDecodable(first) ? null : ImageHeader.Undecodable(first) is { } kind ? $"{kind} is not decoded; convert it to JPEG or PNG"
            : "no picture";
    }
}
