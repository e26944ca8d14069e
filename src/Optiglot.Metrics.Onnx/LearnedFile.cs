namespace Optiglot.Metrics.Onnx;

/// <summary>A file that a manifest names, and how to know it.</summary>
public record LearnedFile
{
    /// <summary>Its path, from the manifest's folder.</summary>
    public required string File { get; init; }

    /// <summary>SHA-256, 64 hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The file's whole path, once it is known to be the right one.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is another file.</exception>
    internal string Find(LearnedManifest manifest)
    {
        string path = Path.GetFullPath(File, Path.GetDirectoryName(manifest.Path) is { Length: > 0 } folder ? folder : ".");
        if (!System.IO.File.Exists(path))
            throw new FileNotFoundException($"{path}: no such file, but {manifest.Path} names it; put the file of {manifest.Name} there", path);
        string hash = FileHash.Sha256(path);
        return hash.Equals(Sha256, StringComparison.OrdinalIgnoreCase) ? path : throw new InvalidDataException(
            $"{path}: not the file that {manifest.Path} describes (SHA-256 {hash}, wanted {Sha256}); fetch it again, or correct the manifest");
    }
}
