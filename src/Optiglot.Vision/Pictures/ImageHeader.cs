using System.Buffers.Binary;

namespace Optiglot.Vision;

/// <summary>Kind and size of a picture from its first bytes, so that a header that lies about its size costs nothing.</summary>
internal static class ImageHeader
{
    private static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Bytes that tell a picture's kind.</summary>
    public const int KindBytes = 16;

    // Brands of ISO 14496-12 files with pictures in them, as they stand behind "ftyp".
    private static readonly (string Brand, string Kind)[] Brands =
        [("avif", "AVIF"), ("avis", "AVIF"), ("heic", "HEIC"), ("heix", "HEIC"), ("hevc", "HEIC"), ("hevx", "HEIC"), ("mif1", "HEIF"), ("msf1", "HEIF")];

    /// <summary>Whether a file that begins so is of a kind that is decoded.</summary>
    public static bool IsDecodable(ReadOnlySpan<byte> first) =>
        first.StartsWith(Png) || first.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) || IsWebp(first) || IsGif(first) || IsBitmap(first);

    /// <summary>Name of the kind of a picture that is not decoded; null for what is no picture, as far as its first bytes tell.</summary>
    public static string? Undecodable(ReadOnlySpan<byte> first)
    {
        if (first.StartsWith("II*\0"u8) || first.StartsWith("MM\0*"u8)) return "TIFF";
        if (first.StartsWith("\0\0\0\fJXL "u8) || first.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x0A])) return "JPEG XL";
        if (first.Length < 12 || !first.Slice(4, 4).SequenceEqual("ftyp"u8)) return null;
        string brand = System.Text.Encoding.Latin1.GetString(first.Slice(8, 4));
        return Array.Find(Brands, known => known.Brand == brand).Kind;
    }

    /// <summary>
    /// Refuses bytes of a kind that is not decoded, and PNG and JPEG headers beyond the limits (others are checked by the codec, before a pixel is decoded).
    /// </summary>
    public static void Check(ReadOnlySpan<byte> file, string name, ImageLimits limits)
    {
        if (file.StartsWith(Png))
        {
            if (file.Length >= 24)
                Check(BinaryPrimitives.ReadUInt32BigEndian(file[16..]), BinaryPrimitives.ReadUInt32BigEndian(file[20..]), name, limits);
        }
        else if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8]))
            CheckJpeg(file, name, limits);
        else if (!(IsWebp(file) || IsGif(file) || IsBitmap(file)))
            throw new InvalidDataException(Undecodable(file) is { } kind
                ? $"{name}: a {kind} picture, which is not decoded; convert it to JPEG or PNG, or take it off the list"
                : $"{name}: not a JPEG, PNG, WebP, GIF or BMP picture; convert it to JPEG or PNG, or take it off the list");
    }

    private static bool IsWebp(ReadOnlySpan<byte> file) => file.StartsWith("RIFF"u8) && file.Length >= 12 && file.Slice(8, 4).SequenceEqual("WEBP"u8);

    private static bool IsGif(ReadOnlySpan<byte> file) => file.StartsWith("GIF87a"u8) || file.StartsWith("GIF89a"u8);

    // "BM" begins many a text too: the four reserved bytes behind the size are zero.
    private static bool IsBitmap(ReadOnlySpan<byte> file) => file.StartsWith("BM"u8) && file.Length >= 10 && file.Slice(6, 4).SequenceEqual("\0\0\0\0"u8);

    /// <summary>Refuses sizes beyond the limits.</summary>
    public static void Check(long width, long height, string name, ImageLimits limits)
    {
        if (width > limits.MaxSide || height > limits.MaxSide || width * height > limits.MaxPixels)
            throw new InvalidDataException(
                $"{name}: {width}x{height} pixels are too many (at most {limits.MaxSide} a side and {limits.MaxPixels} in all); " +
                limits.Mend);
        if (width < 1 || height < 1)
            throw new InvalidDataException($"{name}: the picture says it is {width}x{height} pixels; fetch it again, or take it off the list");
    }

    /// <summary>Walks the segments to the frame header (SOF0..SOF15 without DHT, JPG and DAC), which holds the size: ITU T.81, annex B.</summary>
    private static void CheckJpeg(ReadOnlySpan<byte> file, string name, ImageLimits limits)
    {
        for (int at = 2; at + 9 <= file.Length && file[at] == 0xFF;)
        {
            byte marker = file[at + 1];
            if (marker == 0xFF) { at++; continue; }
            if (marker is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC)
            {
                Check(BinaryPrimitives.ReadUInt16BigEndian(file[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(file[(at + 5)..]), name, limits);
                return;
            }
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
        }
    }
}
