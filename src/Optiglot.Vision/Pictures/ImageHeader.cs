using System.Buffers.Binary;

namespace Optiglot.Vision;

/// <summary>Kind and size of a picture from its first bytes, so that a header that lies about its size costs nothing.</summary>
internal static class ImageHeader
{
    private static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Refuses bytes that are no JPEG, PNG or WebP, and PNG and JPEG headers beyond the limits.</summary>
    public static void Check(ReadOnlySpan<byte> file, string name, ImageLimits limits)
    {
        if (file.StartsWith(Png))
        {
            if (file.Length >= 24)
                Check(BinaryPrimitives.ReadUInt32BigEndian(file[16..]), BinaryPrimitives.ReadUInt32BigEndian(file[20..]), name, limits);
        }
        else if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8]))
            CheckJpeg(file, name, limits);
        else if (!(file.StartsWith("RIFF"u8) && file.Length >= 12 && file.Slice(8, 4).SequenceEqual("WEBP"u8)))
            throw new InvalidDataException($"{name}: not a JPEG, PNG or WebP picture; convert it to JPEG or PNG, or take it off the list");
    }

    /// <summary>Refuses sizes beyond the limits.</summary>
    public static void Check(long width, long height, string name, ImageLimits limits)
    {
        if (width > limits.MaxSide || height > limits.MaxSide || width * height > limits.MaxPixels)
            throw new InvalidDataException(
                $"{name}: {width}x{height} pixels are too many (at most {limits.MaxSide} a side and {limits.MaxPixels} in all); " +
                "make the picture smaller, or raise the limit");
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
