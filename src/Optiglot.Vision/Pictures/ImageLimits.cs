namespace Optiglot.Vision;

/// <summary>What a picture file may be (checked on its header, before a pixel is decoded), and how much of its detail is wanted.</summary>
public sealed record ImageLimits
{
    /// <summary>Widest and highest side, pixels.</summary>
    public int MaxSide { get; init; } = 16_384;

    /// <summary>Most pixels (64 million: 256 MB while decoding).</summary>
    public long MaxPixels { get; init; } = 64_000_000;

    /// <summary>Size of the largest file that is read, bytes.</summary>
    public int MaxBytes { get; init; } = 64 << 20;

    /// <summary>
    /// What somebody can do whose picture is refused, as it stands in the message: only who sets the limits knows whether they can be raised.
    /// </summary>
    public string Mend { get; init; } = "make the picture smaller";

    /// <summary>
    /// If set, a large JPEG may come out smaller by 2, 4 or 8, as long as its longer side stays at least this many pixels: several times faster
    /// where the picture is shrunk afterwards anyhow. <see cref="DecodedImage.OriginalWidth"/> keeps the true size.
    /// </summary>
    public int? EnoughSide { get; init; }
}
