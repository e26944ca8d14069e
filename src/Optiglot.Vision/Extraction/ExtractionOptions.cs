namespace Optiglot.Vision;

/// <summary>How pictures go through a detector.</summary>
public sealed record ExtractionOptions
{
    /// <summary>Regions a picture.</summary>
    public RegionLimits Regions { get; init; } = new();

    /// <summary>What a picture file may be.</summary>
    public ImageLimits Images { get; init; } = new();

    /// <summary>Pictures worked on side by side; 0: one a core.</summary>
    public int Workers { get; init; }

    /// <summary>Pictures a call of the detector.</summary>
    public int BatchSize { get; init; } = 1;

    /// <summary>Pictures a transaction of the store: what a kill can cost.</summary>
    public int PicturesPerSave { get; init; } = 256;

    /// <summary>Takes every picture, also those in the store.</summary>
    public bool Again { get; init; }
}
