using System.IO.Compression;
using System.Text;

namespace Optiglot.Training;

/// <summary>Reads text files strictly: UTF-8, lines end at line feeds only (a carriage return before one is dropped), plain or <c>.gz</c>.</summary>
public static class TextLines
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>All lines of a file.</summary>
    /// <param name="path">The file; where it is missing, the same name with <c>.gz</c> is tried.</param>
    /// <param name="origin">What brings the file where it is missing, as a sentence for people.</param>
    /// <exception cref="FileNotFoundException">The file is missing: the message has <paramref name="origin"/>.</exception>
    /// <exception cref="InvalidDataException">A line is not UTF-8, or the gzip data is damaged.</exception>
    public static string[] Read(string path, string origin)
    {
        string file = File.Exists(path) ? path : path + ".gz";
        if (!File.Exists(file)) throw new FileNotFoundException($"{path}: not found. {origin}", path);
        return Split(Bytes(file), file);
    }

    private static ArraySegment<byte> Bytes(string file)
    {
        if (!file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)) return File.ReadAllBytes(file);
        using FileStream packed = File.OpenRead(file);
        using GZipStream unpacked = new(packed, CompressionMode.Decompress);
        MemoryStream bytes = new();
        try
        {
            unpacked.CopyTo(bytes);
        }
        catch (Exception cause) when (cause is InvalidDataException or EndOfStreamException or NotSupportedException)
        {
            // The last: more than 2 GB, as some damaged lengths promise.
            throw new InvalidDataException($"{file}: not a gzip file, or a damaged one: fetch it again.", cause);
        }
        return new(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private static string[] Split(ReadOnlySpan<byte> bytes, string file)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[Encoding.UTF8.Preamble.Length..];
        List<string> lines = [];
        while (bytes.Length > 0)
        {
            int end = bytes.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? bytes : bytes[..end];
            bytes = end < 0 ? [] : bytes[(end + 1)..];
            if (line.Length > 0 && line[^1] == '\r') line = line[..^1];
            try
            {
                lines.Add(Strict.GetString(line));
            }
            catch (DecoderFallbackException cause)
            {
                string place = $"{file}:{lines.Count + 1}";
                throw new InvalidDataException($"{place}: not UTF-8 (byte {cause.Index} of the line): convert the file, for example with iconv.", cause);
            }
        }
        return [.. lines];
    }
}
