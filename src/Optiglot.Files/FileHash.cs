using System.Security.Cryptography;

namespace Optiglot;

/// <summary>SHA-256 of files, written as everywhere in model folders and manifests: 64 lower-case hexadecimal digits.</summary>
public static class FileHash
{
    /// <summary>Hashes a file without reading it whole into memory.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static string Sha256(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>Checks a file against the hash it was recorded with.</summary>
    /// <param name="file">The file.</param>
    /// <param name="sha256">The recorded hash, 64 hexadecimal digits of either case.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is not the recorded one.</exception>
    public static void Require(string file, string sha256)
    {
        string actual = Sha256(file);
        if (!actual.Equals(sha256, StringComparison.OrdinalIgnoreCase))
            throw new InvalidDataException(
                $"{file}: changed since it was recorded (SHA-256 {actual[..12]}…, recorded {Short(sha256)}…): put the original file back, or make the "
                    + $"folder anew.");
    }

    private static string Short(string hash) => hash[..Math.Min(12, hash.Length)];
}
