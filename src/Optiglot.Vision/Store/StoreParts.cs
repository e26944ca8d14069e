using System.Globalization;

namespace Optiglot.Vision;

/// <summary>
/// Parts of a region store that several processes fill at a time, each its own: SQLite lets one write, and over a network file system it lets nobody safely.
/// </summary>
public static class StoreParts
{
    private const int PicturesAtATime = 256;

    /// <summary>The file of a process's part, beside the store.</summary>
    /// <param name="store">The store's file.</param>
    /// <param name="process">Which process, from 0.</param>
    public static string PathOf(string store, int process) => string.Create(CultureInfo.InvariantCulture, $"{store}{Ending}{process}");

    /// <summary>
    /// Puts the pictures of all parts that lie beside the store into it, in the order of the parts, and deletes each part. Those that a kill left are found,
    /// however many processes there were.
    /// </summary>
    /// <param name="store">The store's file, made where there is none.</param>
    /// <returns>Number of pictures put.</returns>
    /// <exception cref="InvalidDataException">A part is damaged, or of another detector than the store.</exception>
    /// <exception cref="IOException">The disk is full or the file cannot be written; parts that are left are taken the next time.</exception>
    public static long Merge(string store)
    {
        long pictures = 0;
        foreach (string part in Of(store))
        {
            // A kill between the making of a file and its first page.
            if (new FileInfo(part).Length > 0) pictures += Put(part, store);
            File.Delete(part);
        }

        return pictures;
    }

    private const string Ending = ".part";

    private static IEnumerable<string> Of(string store)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(store))!, start = Path.GetFileName(store) + Ending;
        if (!Directory.Exists(folder)) return [];
        return Directory.GetFiles(folder, start + "*").Select(file => (Path: file, Number: Number(Path.GetFileName(file)[start.Length..])))
            .Where(part => part.Number >= 0).OrderBy(part => part.Number).Select(part => part.Path);
    }

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1;

    private static long Put(string part, string store)
    {
        using RegionStore from = RegionStore.Open(part);
        using RegionStore into = RegionStore.OpenOrCreate(store, from.Detector);
        long pictures = 0;
        foreach (string[] names in from.Names.Chunk(PicturesAtATime))
        {
            into.Put(
                names.Select(name => (name, from.TryGet(name, out RegionSet? regions) ? regions : throw StoreFile.WithoutName(part), from.IdentityOf(name))));
            pictures += names.Length;
        }

        return pictures;
    }
}
