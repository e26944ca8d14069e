using System.ComponentModel.DataAnnotations;

namespace Optiglot.Training;

/// <summary>The <c>data.pictures</c> section: where photos and their regions are.</summary>
public sealed record PicturesSection
{
    /// <summary>Folder of the pictures, relative to the data folder. Files are found by the names the translation set and the captions use.</summary>
    public string Folder { get; init; } = "";

    /// <summary>The region store, relative to the working folder; made from the pictures by <see cref="Detector"/> where it does not exist yet.
    /// Several stores of one detector, which are only read, where the name has a wildcard: <c>regions/part-*.sqlite</c>.</summary>
    public string Regions { get; init; } = "";

    /// <summary>Name of the detector.</summary>
    public string Detector { get; init; } = "yolox-nano";

    /// <summary>At least this many regions a picture, however low their scores: the paper's 10 (section 4.1).</summary>
    [Range(1, 1000)]
    public int MinRegions { get; init; } = 10;

    /// <summary>At most this many regions a picture: the paper's 100 (section 4.1).</summary>
    [Range(1, 1000)]
    public int MaxRegions { get; init; } = 100;

    /// <summary>Whether the names of the objects follow the sentence (t in the paper's Eq. 1).</summary>
    public bool Tags { get; init; } = true;
}
