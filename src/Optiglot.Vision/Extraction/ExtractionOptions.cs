namespace Optiglot.Vision;

/// <summary>How pictures go through a detector.</summary>
public sealed record ExtractionOptions
{
    /// <summary>How many regions a picture gives.</summary>
    public RegionLimits Regions { get; init; } = new();

    /// <summary>What a picture file may be.</summary>
    public ImageLimits Images { get; init; } = new();

    /// <summary>Pictures worked on side by side; 0: one a core.</summary>
    public int Workers { get; init; }

    /// <summary>Pictures a call of the detector.</summary>
    public int BatchSize { get; init; } = 1;

    /// <summary>Pictures a transaction of the store, at most.</summary>
    public int PicturesPerSave { get; init; } = 256;

    /// <summary>Time after which what is done is saved, however little it is: a kill can cost no more than this.</summary>
    public TimeSpan SaveEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Folder that pictures are named relative to in the store; null: each by its file name alone.</summary>
    public string? Folder { get; init; }

    /// <summary>Takes every picture, also those in the store.</summary>
    public bool Again { get; init; }
}
