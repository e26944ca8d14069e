using System.Security.Cryptography;

namespace Optiglot.Vision;

/// <summary>Tells one picture file from another of the same name, without reading all of it.</summary>
/// <param name="Bytes">Size of the file.</param>
/// <param name="Sha256">SHA-256, in hexadecimal, of its first, middle and last <see cref="Part"/> bytes.</param>
public readonly record struct PictureIdentity(long Bytes, string Sha256)
{
    /// <summary>Bytes of each part that is read; a file of up to three parts is read whole.</summary>
    public const int Part = 16 << 10;

    /// <summary>Looks at a file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static PictureIdentity Of(string path)
    {
        using var file = File.OpenHandle(path);
        long length = RandomAccess.GetLength(file);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[Part];
        if (length <= 3 * Part)
        {
            for (long at = 0; at < length; at += Part) Add(at);
        }
        else
        {
            foreach (long at in (long[])[0, (length - Part) / 2, length - Part]) Add(at);
        }

        return new PictureIdentity(length, Convert.ToHexStringLower(hash.GetHashAndReset()));

        void Add(long at)
        {
            for (int read, have = 0; have < Part && (read = RandomAccess.Read(file, buffer.AsSpan(0, Part - have), at + have)) > 0; have += read)
                hash.AppendData(buffer, 0, read);
        }
    }
}
