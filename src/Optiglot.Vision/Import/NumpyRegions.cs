namespace Optiglot.Vision;

/// <summary>
/// Regions from NumPy files. Features are `[pictures, features]` (the whole picture is the one region), `[pictures, regions, features]`, or
/// `[pictures, features, rows, columns]` (each cell of the grid is a region), or without the first axis in files of one picture.
/// A .npz may add `boxes` or `bbox`, `scores` or `objects_conf`, `classes` or `objects_id`, `attributes` or `attrs_id`, `image_w` and `image_h`;
/// its features are called `features` or `x`. Boxes beyond 1 are pixels and need the picture's size.
/// </summary>
public static class NumpyRegions
{
    /// <summary>Reads one file that holds many pictures, front to back.</summary>
    /// <param name="path">.npy or .npz.</param>
    /// <param name="names">The pictures' file names, in the order of the first axis.</param>
    /// <param name="limits">Regions a picture; default: all up to 100, whatever their score.</param>
    /// <exception cref="InvalidDataException">Damaged, another shape, or another number of pictures than names.</exception>
    public static IEnumerable<(string Name, RegionSet Regions)> Read(string path, IReadOnlyList<string> names, RegionLimits? limits = null)
    {
        using var file = new NumpyFile(path);
        var arrays = Guard(path, () => new RegionArrays(file, path, onePicture: false));
        if (arrays.Pictures != names.Count)
            throw new InvalidDataException($"{path}: {arrays.Pictures} pictures, but {names.Count} names; give the list that belongs to it");
        foreach (string name in names) yield return (name, Guard(path, () => arrays.Next(limits ?? new RegionLimits { ScoreThreshold = 0 })));
    }

    /// <summary>Reads a folder of files of one picture each, named after it (`ID.npy`, `ID.jpg.npz`).</summary>
    /// <param name="folder">Its .npy and .npz files are taken in the order of their names.</param>
    /// <param name="extension">Put after a file's name without .npy or .npz, unless it has one.</param>
    /// <param name="limits">As above.</param>
    /// <exception cref="InvalidDataException">A file is damaged or of another shape.</exception>
    public static IEnumerable<(string Name, RegionSet Regions)> ReadFolder(string folder, string extension = ".jpg", RegionLimits? limits = null)
    {
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"{folder}: no such folder; give one of .npy or .npz files");
        foreach (string path in Directory.EnumerateFiles(folder).Where(file => Path.GetExtension(file) is ".npy" or ".npz").Order(StringComparer.Ordinal))
        {
            using var file = new NumpyFile(path);
            string name = Path.GetFileNameWithoutExtension(path);
            var regions = Guard(path, () => new RegionArrays(file, path, onePicture: true).Next(limits ?? new RegionLimits { ScoreThreshold = 0 }));
            yield return (Path.HasExtension(name) ? name : name + extension, regions);
        }
    }

    private static T Guard<T>(string path, Func<T> read)
    {
        try { return read(); }
        catch (InvalidDataException error) when (!error.Message.StartsWith(path, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{path}: {error.Message}; check the file", error);
        }
    }
}
