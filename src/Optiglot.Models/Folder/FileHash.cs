using System.Security.Cryptography;

namespace Optiglot.Models;

/// <summary>SHA-256 of files, as 64 lower-case hexadecimal digits.</summary>
internal static class FileHash
{
    /// <summary>Hashes a file without reading it whole into memory.</summary>
    public static string Of(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.SequentialScan);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
