namespace Optiglot.Models;

/// <summary>
/// A file that is being downloaded: its first bytes, and beside them what the server calls this version of it, so that a later try goes on with the same one.
/// </summary>
/// <param name="path">Of the finished file.</param>
internal sealed class PartFile(string path)
{
    private readonly string version = path + ".version";

    /// <summary>Path of the first bytes.</summary>
    public string Path { get; } = path + ".part";

    /// <summary>How many there are; 0 where the server gave no version, since then nobody knows whether the rest would fit.</summary>
    public long Length => Version is not null && File.Exists(Path) ? new FileInfo(Path).Length : 0;

    /// <summary>The server's name for this version: a strong ETag, or the time of change; null where it gave none.</summary>
    public string? Version => File.Exists(version) && File.ReadAllText(version) is { Length: > 0 } text ? text : null;

    /// <summary>Opens it, to go on at its end or to begin anew.</summary>
    public FileStream Open(bool goOn, string? newVersion)
    {
        // In this order: bytes of one version never stand beside the name of another.
        if (!goOn)
        {
            Drop();
            if (newVersion is not null) File.WriteAllText(version, newVersion);
        }

        return new FileStream(Path, goOn ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16);
    }

    /// <summary>Forgets what there is.</summary>
    public void Drop()
    {
        File.Delete(Path);
        File.Delete(version);
    }

    /// <summary>Makes it the finished file.</summary>
    public void Finish()
    {
        File.Move(Path, path, overwrite: true);
        File.Delete(version);
    }
}
