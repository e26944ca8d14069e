namespace Optiglot.Vision;

/// <summary>Finds regions in pictures. Implementations may be called from several threads at once.</summary>
public interface IRegionDetector : IDisposable
{
    /// <summary>Name, hash, feature width and labels.</summary>
    DetectorInfo Info { get; }

    /// <summary>
    /// The longest side, in pixels, that the detector looks at: a decoder may give larger pictures smaller (<see cref="ImageLimits.EnoughSide"/>). 0: all
    /// detail counts.
    /// </summary>
    int InputSide => 0;

    /// <summary>Regions of each picture, in the order given, best score first.</summary>
    IReadOnlyList<RegionSet> Detect(IReadOnlyList<DecodedImage> images, RegionLimits limits);
}
