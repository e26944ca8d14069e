using System.IO.Compression;

namespace Optiglot.Vision;

/// <summary>The arrays of a .npy file (one, without name) or of a .npz file (a zip of named ones).</summary>
internal sealed class NumpyFile : IDisposable
{
    private readonly FileStream _file;
    private readonly ZipArchive? _archive;
    private readonly string _path;

    /// <summary>Opens a file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">A .npz that is no zip.</exception>
    public NumpyFile(string path)
    {
        if (!File.Exists(path)) throw new FileNotFoundException($"{path}: no such array file; check the name");
        _path = path;
        _file = File.OpenRead(path);
        if (!path.EndsWith(".npz", StringComparison.OrdinalIgnoreCase)) return;
        try { _archive = new ZipArchive(_file, ZipArchiveMode.Read); }
        catch (InvalidDataException error)
        {
            _file.Dispose();
            throw new InvalidDataException($"{path}: not a .npz file ({error.Message}); fetch it again", error);
        }
    }

    /// <summary>Opens the first array that has one of these names; a .npy file's only array has the name `features`.</summary>
    public NpyReader? Find(params string[] names)
    {
        if (_archive is null) return names.Contains("features") ? new NpyReader(_file, _path, _file.Length) : null;
        var entry = names.Select(name => _archive.GetEntry(name + ".npy")).FirstOrDefault(found => found is not null);
        return entry is null ? null : new NpyReader(entry.Open(), $"{_path}/{entry.FullName}", entry.Length);
    }

    public void Dispose()
    {
        _archive?.Dispose();
        _file.Dispose();
    }
}
