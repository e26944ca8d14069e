using System.Buffers.Binary;
using SkiaSharp;

namespace Optiglot.Vision.Tests;

/// <summary>Makes picture files of all sorts.</summary>
internal static class PictureFiles
{
    /// <summary>Encodes with Skia; a colour of each pixel.</summary>
    public static byte[] Encode(int width, int height, Func<int, int, SKColor> color, SKEncodedImageFormat format, SKColorType type = SKColorType.Rgba8888)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, type, type == SKColorType.Gray8 ? SKAlphaType.Opaque : SKAlphaType.Unpremul));
        bitmap.Pixels = [.. Enumerable.Range(0, width * height).Select(i => color(i % width, i / width))];
        using var data = bitmap.Encode(format, 95);
        return data.ToArray();
    }

    /// <summary>A PNG that says it is of this size, with no pixels behind it.</summary>
    public static byte[] PngHeader(uint width, uint height)
    {
        byte[] png = Encode(1, 1, (_, _) => SKColors.Red, SKEncodedImageFormat.Png);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(20), height);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), System.IO.Hashing.Crc32.HashToUInt32(png.AsSpan(12, 17)));
        return png;
    }

    /// <summary>A JPEG whose frame header says it is of this size.</summary>
    public static byte[] JpegHeader(ushort width, ushort height)
    {
        byte[] jpeg = Encode(8, 8, (_, _) => SKColors.Red, SKEncodedImageFormat.Jpeg);
        int frame = jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 5), height);
        BinaryPrimitives.WriteUInt16BigEndian(jpeg.AsSpan(frame + 7), width);
        return jpeg;
    }

    /// <summary>
    /// A GIF of one colour: two colours, codes of three bits, the code to clear the table before each pixel (the specification of GIF89a, appendix F).
    /// </summary>
    public static byte[] Gif(byte width, byte height)
    {
        int[] codes = [.. Enumerable.Repeat((int[])[4, 1], width * height).SelectMany(pair => pair), 5];
        byte[] data = new byte[(3 * codes.Length + 7) / 8];
        for (int bit = 0; bit < 3 * codes.Length; bit++) data[bit / 8] |= (byte)((codes[bit / 3] >> (bit % 3) & 1) << (bit % 8));
        return [.. "GIF89a"u8, width, 0, height, 0, 0x80, 0, 0, 0, 0, 0, 255, 0, 0, 0x2C, 0, 0, 0, 0, width, 0, height, 0, 0, 2, (byte)data.Length, .. data,
            0, 0x3B];
    }

    /// <summary>A BMP of 24 bits a pixel, red.</summary>
    public static byte[] Bitmap(byte width, byte height)
    {
        int row = (3 * width + 3) / 4 * 4;
        byte[] pixels = new byte[row * height];
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++) pixels[y * row + 3 * x + 2] = 255;
        return
        [
            .. "BM"u8, (byte)(54 + pixels.Length), 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0,
            40, 0, 0, 0, width, 0, 0, 0, height, 0, 0, 0, 1, 0, 24, 0, 0, 0, 0, 0, (byte)pixels.Length, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            .. pixels,
        ];
    }

    /// <summary>Puts an EXIF orientation (1..8) into a JPEG.</summary>
    public static byte[] WithOrientation(byte[] jpeg, byte orientation)
    {
        byte[] exif =
        [
            0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8,
            0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
        ];
        return [.. jpeg[..2], .. exif, .. jpeg[2..]];
    }

    /// <summary>An 8x8 JPEG of one CMYK colour, as Adobe writes it (inverted: 255 is no ink), built by hand: each component is one DC coefficient.</summary>
    public static byte[] CmykJpeg(byte cyan, byte magenta, byte yellow, byte black)
    {
        byte[] bits = [.. ((byte[])[cyan, magenta, yellow, black]).SelectMany(ink => DcBits(ink - 128))];
        byte[] scan = [.. Enumerable.Range(0, (bits.Length + 7) / 8)
            .Select(i => (byte)Enumerable.Range(0, 8).Sum(b => (8 * i + b < bits.Length ? bits[8 * i + b] : 1) << (7 - b)))];
        return
        [
            0xFF, 0xD8, 0xFF, 0xEE, 0, 14, .. "Adobe"u8, 0, 100, 0, 0, 0, 0, 0,
            0xFF, 0xDB, 0, 67, 0, .. Enumerable.Repeat((byte)8, 64),
            0xFF, 0xC0, 0, 20, 8, 0, 8, 0, 8, 4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0,
            // DC: categories 0..8, four bits each. AC: end of block, one bit.
            0xFF, 0xC4, 0, 28, 0x00, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8,
            0xFF, 0xC4, 0, 20, 0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            0xFF, 0xDA, 0, 14, 4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0,
            .. scan.SelectMany(value => value == 0xFF ? (byte[])[0xFF, 0] : [value]), 0xFF, 0xD9,
        ];
    }

    private static IEnumerable<byte> DcBits(int value)
    {
        int category = 0;
        while (1 << category <= Math.Abs(value)) category++;
        int tail = value < 0 ? value + (1 << category) - 1 : value;
        for (int bit = 3; bit >= 0; bit--) yield return (byte)(category >> bit & 1);
        for (int bit = category - 1; bit >= 0; bit--) yield return (byte)(tail >> bit & 1);
        yield return 0;
    }
}
