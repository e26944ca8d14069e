using Optiglot.Vision;

namespace Optiglot.Translation;

/// <summary>What a translator sees pictures with; each engine adds its own settings.</summary>
public abstract record PictureSettings
{
    /// <summary>Regions of pictures seen before; stays the caller's.</summary>
    public RegionStore? Store { get; init; }

    /// <summary>Looks at pictures that are not in the store; stays the caller's.</summary>
    public IRegionDetector? Detector { get; init; }

    /// <summary>How large a picture may be; null for the defaults.</summary>
    public ImageLimits? ImageLimits { get; init; }

    /// <summary>What finds the pictures of a model; null for a model without.</summary>
    /// <exception cref="InvalidDataException">Store or detector are not of the detector the model was trained with.</exception>
    internal PictureLookup? LookupFor(ModelConfig config) => config.Detector is { } detector
        ? new PictureLookup(detector, config.Regions, Store, Detector, ImageLimits) : null;
}
