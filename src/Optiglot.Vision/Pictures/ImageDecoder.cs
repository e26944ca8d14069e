using System.Buffers;
using SkiaSharp;

namespace Optiglot.Vision;

/// <summary>
/// JPEG, PNG, WebP, GIF (its first frame) and BMP files to upright RGB: EXIF orientation applied, grey and CMYK turned to RGB, transparent pixels laid on
/// white. Colour profiles are not applied, as in the libraries detectors were trained with. Thread-safe.
/// </summary>
public static class ImageDecoder
{
    private const string Mend = "convert it to JPEG or PNG, or take it off the list";

    /// <summary>Decodes the picture in a file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">Empty, truncated, too large, or not a picture; the message says which and how to mend.</exception>
    public static DecodedImage Decode(string path, ImageLimits? limits = null)
    {
        if (!File.Exists(path)) throw new FileNotFoundException($"{path}: no such picture; check the name and the folder");
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        return Decode(stream, path, limits);
    }

    /// <summary>Decodes the rest of a stream; <paramref name="name"/> is what error messages call it.</summary>
    /// <exception cref="InvalidDataException">As for a file.</exception>
    public static DecodedImage Decode(Stream stream, string name, ImageLimits? limits = null)
    {
        limits ??= new ImageLimits();
        long known = stream.CanSeek ? stream.Length - stream.Position : 64 << 10;
        byte[] buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(Math.Min(known, limits.MaxBytes), Array.MaxLength - 1) + 1);
        try
        {
            int length = 0;
            for (int read; (read = stream.Read(buffer, length, buffer.Length - length)) > 0;)
            {
                length += read;
                if (length > limits.MaxBytes)
                    throw new InvalidDataException($"{name}: larger than {limits.MaxBytes:N0} bytes; {limits.Mend}");
                if (length == buffer.Length) buffer = Grow(buffer);
            }
            return Decode(buffer.AsSpan(0, length), name, limits);
        }
        finally { ArrayPool<byte>.Shared.Return(buffer); }
    }

    /// <summary>Decodes the bytes of a file; <paramref name="name"/> is what error messages call it.</summary>
    /// <exception cref="InvalidDataException">As for a file.</exception>
    public static unsafe DecodedImage Decode(ReadOnlySpan<byte> file, string name, ImageLimits? limits = null)
    {
        limits ??= new ImageLimits();
        if (file.IsEmpty) throw new InvalidDataException($"{name}: the file is empty; fetch it again");
        ImageHeader.Check(file, name, limits);
        fixed (byte* bytes = file)
        {
            using var data = SKData.Create((nint)bytes, file.Length);
            using var codec = SKCodec.Create(data) ??
                throw new InvalidDataException($"{name}: damaged picture (its header cannot be read); fetch it again, or take it off the list");
            return Decode(codec, name, limits);
        }
    }

    private static unsafe DecodedImage Decode(SKCodec codec, string name, ImageLimits limits)
    {
        var full = codec.Info;
        ImageHeader.Check(full.Width, full.Height, name, limits);
        var size = Scaled(codec, limits.EnoughSide);
        var alpha = full.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Premul;
        var info = new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, alpha);
        byte[] rgba = ArrayPool<byte>.Shared.Rent(info.BytesSize);
        try
        {
            SKCodecResult result;
            fixed (byte* pixels = rgba) result = codec.GetPixels(info, (nint)pixels, info.RowBytes, SKCodecOptions.Default);
            if (result == SKCodecResult.IncompleteInput)
                throw new InvalidDataException($"{name}: the picture is cut off before its end; fetch it again, or take it off the list");
            if (result != SKCodecResult.Success) throw new InvalidDataException($"{name}: damaged picture ({result}); fetch it again, or {Mend}");
            return Upright.ToRgb(rgba.AsSpan(0, info.BytesSize), size.Width, size.Height, codec.EncodedOrigin, full.Width, full.Height);
        }
        finally { ArrayPool<byte>.Shared.Return(rgba); }
    }

    private static SKSizeI Scaled(SKCodec codec, int? enough)
    {
        int longer = Math.Max(codec.Info.Width, codec.Info.Height);
        for (int factor = 8; enough > 0 && factor > 1; factor /= 2)
            if (longer / factor >= enough) return codec.GetScaledDimensions(1f / factor);
        return codec.Info.Size;
    }

    private static byte[] Grow(byte[] buffer)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(2 * buffer.Length);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
