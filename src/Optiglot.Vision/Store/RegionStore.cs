using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Optiglot.Vision;

/// <summary>
/// Regions of many pictures in one SQLite file, a row a picture; features are kept as fp16. Reads are thread-safe (a connection each) and memory-mapped;
/// writes go one after the other, each call a transaction, with SQLite's rollback journal: a kill or a full disk leaves what was there before. Several files
/// that one name with a wildcard means (<c>regions/part-*.sqlite</c>) are read as one store.
/// </summary>
public sealed class RegionStore : IDisposable
{
    private readonly ConcurrentBag<RegionReader> _readers = [];
    private readonly Lock _writing = new();
    private readonly bool _readOnly;
    private readonly RegionStore[] _files = [];
    private int _lastHit;
    private RegionWriter? _writer;

    private RegionStore(string path, DetectorInfo detector, bool readOnly) => (Path, Detector, _readOnly) = (path, detector, readOnly);

    private RegionStore(string path, RegionStore[] files) : this(path, files[0].Detector, readOnly: true) => _files = files;

    /// <summary>The file, or the name of several with its wildcard.</summary>
    public string Path { get; }

    /// <summary>Who found the regions.</summary>
    public DetectorInfo Detector { get; }

    /// <summary>Number of pictures in the store.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public long Count => IsMany ? _files.Sum(file => file.Count) : Read(reader => reader.Count());

    /// <summary>Picture names in the order they were put, read as they are asked for.</summary>
    public IEnumerable<string> Names
    {
        get
        {
            foreach (string name in _files.SelectMany(file => file.Names)) yield return name;
            if (IsMany) yield break;
            using var connection = StoreFile.Connect(Path, SqliteOpenMode.ReadOnly);
            using var command = StoreFile.Command(connection, "SELECT name FROM regions ORDER BY id");
            using var rows = StoreFile.Guard(Path, () => command.ExecuteReader());
            while (StoreFile.Guard(Path, rows.Read)) yield return rows.IsDBNull(0) ? throw StoreFile.WithoutName(Path) : rows.GetString(0);
        }
    }

    /// <summary>A store's file: the path itself, or `regions.sqlite` in it where it is a folder or looks like one (no extension).</summary>
    public static string PathOf(string fileOrFolder) => !File.Exists(fileOrFolder)
        && !HasWildcard(fileOrFolder) && (Directory.Exists(fileOrFolder) || !System.IO.Path.HasExtension(fileOrFolder))
        ? System.IO.Path.Combine(fileOrFolder, "regions.sqlite")
        : fileOrFolder;

    /// <summary>Whether there is such a file, or one that a wildcard means.</summary>
    public static bool Exists(string path) => HasWildcard(path) ? Matches(path).Length > 0 : File.Exists(path);

    /// <summary>Whether a path means as many files as match it; such a store is read only.</summary>
    public static bool HasWildcard(string path) => System.IO.Path.GetFileName(path).IndexOfAny(['*', '?']) >= 0;

    /// <summary>Makes a new, empty store.</summary>
    /// <exception cref="IOException">There is a file of that name, or it cannot be written.</exception>
    public static RegionStore Create(string path, DetectorInfo detector)
    {
        if (File.Exists(path)) throw new IOException($"{path}: there is a file of this name; delete it, or choose another name");
        return Make(path, detector);
    }

    /// <summary>Opens a store for reading and, where the file allows it, writing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="detector">If given, the detector whose regions are wanted.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">Not a region store, damaged, or of another detector, pooling or feature width.</exception>
    public static RegionStore Open(string path, DetectorInfo? detector = null)
    {
        if (HasWildcard(path)) return OpenMany(path, detector);
        if (SpecialFile.Is(path)) throw new InvalidDataException($"{path}: is a device or a pipe, not a region store; name the file");
        if (!File.Exists(path)) throw new FileNotFoundException($"{path}: no such region store; make it with `optiglot detect PHOTOS --out {path}`");
        StoreFile.Recover(path);
        var found = StoreFile.ReadDetector(path);
        if (detector is not null) StoreFile.CheckSame(path, found, detector);
        return new RegionStore(path, found, new FileInfo(path).IsReadOnly);
    }

    /// <summary>Opens the store, or makes it where there is none.</summary>
    /// <exception cref="InvalidDataException">As <see cref="Open"/>.</exception>
    /// <remarks>A kill between the file's making and its first page leaves a file with nothing in it, which is no store yet.</remarks>
    public static RegionStore OpenOrCreate(string path, DetectorInfo detector) =>
        new FileInfo(path) is { Exists: true, Length: > 0 } ? Open(path, detector) : Make(path, detector);

    /// <summary>Makes sure that the regions are of that detector.</summary>
    /// <exception cref="InvalidDataException">They are of another detector, pooling or feature width.</exception>
    public void Require(DetectorInfo detector) => StoreFile.CheckSame(Path, Detector, detector);

    /// <summary>Reads a picture's regions; false where the store has none.</summary>
    /// <exception cref="InvalidDataException">The row is damaged, or has numbers that cannot be.</exception>
    public bool TryGet(string pictureName, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out RegionSet? regions)
    {
        if (IsMany) return FileOf(pictureName).TryGet(pictureName, out regions);
        regions = Read(reader => reader.Find(pictureName, withFeatures: true));
        return regions is not null;
    }

    /// <summary>
    /// As <see cref="TryGet"/> without the vectors (<see cref="RegionSet.FeatureWidth"/> is 0): boxes, scores and names are some hundred bytes of a row that
    /// has tens of thousands.
    /// </summary>
    /// <exception cref="InvalidDataException">The row is damaged.</exception>
    public bool TryDescribe(string pictureName, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out RegionSet? regions)
    {
        if (IsMany) return FileOf(pictureName).TryDescribe(pictureName, out regions);
        regions = Read(reader => reader.Find(pictureName, withFeatures: false));
        return regions is not null;
    }

    /// <summary>Whether the store has the picture.</summary>
    public bool Contains(string pictureName) => IsMany ? FileOf(pictureName).Contains(pictureName) : Read(reader => reader.Contains(pictureName));

    /// <summary>
    /// Whether a picture's regions were made from that file; null where the store lacks the picture, or does not know its file (imported, or written before
    /// stores took note of it).
    /// </summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public bool? IsOf(string pictureName, string file) => IdentityOf(pictureName) is { } known ? known == PictureIdentity.Of(file) : null;

    /// <summary>The file that a picture's regions were made from; null where that is not known.</summary>
    internal PictureIdentity? IdentityOf(string pictureName) =>
        IsMany ? FileOf(pictureName).IdentityOf(pictureName) : Read(reader => reader.Identity(pictureName));

    /// <summary>Number of pictures whose file is not known, so that another of the same name would go unnoticed.</summary>
    public long UnknownFiles => IsMany ? _files.Sum(file => file.UnknownFiles) : Read(reader => reader.Count() - reader.CountIdentities());

    /// <summary>Writes pictures in one transaction: all of them or, if anything fails, none. A picture that is there is replaced.</summary>
    /// <exception cref="ArgumentException">A set has another feature width than the store.</exception>
    /// <exception cref="InvalidDataException">A box lies outside the picture, is empty or reversed; a score or feature is not finite, or too large for
    /// fp16.</exception>
    /// <exception cref="IOException">The disk is full or the file cannot be written.</exception>
    public void Put(IEnumerable<(string Name, RegionSet Regions)> pictures) =>
        Put(pictures.Select(picture => (picture.Name, picture.Regions, (PictureIdentity?)null)));

    /// <summary>As <see cref="Put(IEnumerable{ValueTuple{string, RegionSet}})"/>, with the file that each picture's regions are of.</summary>
    public void Put(IEnumerable<(string Name, RegionSet Regions, PictureIdentity? Identity)> pictures)
    {
        if (IsMany) throw new IOException($"{Path}: means several region stores, which are only read; write to one of them");
        if (_readOnly) throw new IOException($"{Path}: the region store is read-only; make it writable, or write to another");
        lock (_writing)
            StoreFile.Guard(Path, () => Writer.Put(pictures));
    }

    /// <summary>Writes the regions of one picture.</summary>
    public void Put(string pictureName, RegionSet regions) => Put([(pictureName, regions)]);

    /// <summary>Counts for `regions info`; reads every row's numbers but no features.</summary>
    /// <exception cref="InvalidDataException">The file is damaged; or these are several.</exception>
    public RegionStoreSummary Describe() => IsMany ? throw new InvalidDataException($"{Path}: means {_files.Length} region stores; name one of them")
        : Read(reader => reader.Describe(Path, Detector));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (RegionStore file in _files) file.Dispose();
        _writer?.Dispose();
        while (_readers.TryTake(out var reader)) reader.Dispose();
    }

    /// <summary>The writing connection, opened when first needed.</summary>
    internal RegionWriter Writer => _writer ??= new RegionWriter(Path, Detector);

    private bool IsMany => _files.Length > 0;

    private static string[] Matches(string pattern)
    {
        string folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(pattern))!;
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder, System.IO.Path.GetFileName(pattern)).Order(StringComparer.Ordinal)] : [];
    }

    private static RegionStore OpenMany(string pattern, DetectorInfo? detector)
    {
        string[] paths = Matches(pattern);
        if (paths.Length == 0) throw new FileNotFoundException($"{pattern}: no region store matches; check the name");
        List<RegionStore> files = [];
        try
        {
            foreach (string path in paths) files.Add(Open(path, detector ?? files.FirstOrDefault()?.Detector));
            return new RegionStore(pattern, [.. files]);
        }
        catch
        {
            foreach (RegionStore file in files) file.Dispose();
            throw;
        }
    }

    // The first that has the picture, else any. Pictures that follow each other are often in one file.
    private RegionStore FileOf(string pictureName)
    {
        RegionStore last = _files[Volatile.Read(ref _lastHit)];
        if (last.Contains(pictureName)) return last;
        int found = Array.FindIndex(_files, file => file.Contains(pictureName));
        if (found < 0) return last;
        Volatile.Write(ref _lastHit, found);
        return _files[found];
    }

    private static RegionStore Make(string path, DetectorInfo detector)
    {
        if (SpecialFile.Is(path)) throw new IOException($"{path}: is a device or a pipe, and a region store needs a file; choose another name");
        StoreFile.Create(path, detector);
        return new RegionStore(path, detector, readOnly: false);
    }

    private T Read<T>(Func<RegionReader, T> read) => StoreFile.Guard(Path, () =>
    {
        if (!_readers.TryTake(out var reader)) reader = new RegionReader(Path, Detector.FeatureWidth);
        try { return read(reader); }
        finally { _readers.Add(reader); }
    });
}
