namespace Optiglot.Vision;

/// <summary>An upright picture in memory: 8-bit RGB, rows from the top, no gaps.</summary>
public sealed class DecodedImage
{
    /// <summary>Wraps pixels `[height, width, 3]`; the array is kept, not copied.</summary>
    /// <exception cref="ArgumentException">A side is not positive, or the array has another length than `height * width * 3`.</exception>
    public DecodedImage(int width, int height, byte[] rgb)
    {
        if (width <= 0 || height <= 0) throw new ArgumentException($"a picture of {width}x{height} pixels has no pixels");
        if (rgb.LongLength != 3L * width * height)
            throw new ArgumentException($"{width}x{height} pixels need {3L * width * height} bytes, got {rgb.LongLength}");
        (Width, Height, Rgb) = (width, height, rgb);
        (OriginalWidth, OriginalHeight) = (width, height);
    }

    /// <summary>Width of the upright picture, pixels.</summary>
    public int Width { get; }

    /// <summary>Height of the upright picture, pixels.</summary>
    public int Height { get; }

    /// <summary>`[height, width, 3]`: red, green, blue, 0..255.</summary>
    public byte[] Rgb { get; }

    /// <summary>Upright width of the file's picture, which <see cref="ImageLimits.EnoughSide"/> may have made smaller while decoding.</summary>
    public int OriginalWidth { get; init; }

    /// <summary>Upright height of the file's picture.</summary>
    public int OriginalHeight { get; init; }
}
