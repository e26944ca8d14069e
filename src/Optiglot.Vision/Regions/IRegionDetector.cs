namespace Optiglot.Vision;

/// <summary>Finds regions in pictures. Implementations may be called from several threads at once.</summary>
public interface IRegionDetector : IDisposable
{
    /// <summary>Name, hash, feature width and labels.</summary>
    DetectorInfo Info { get; }

    /// <summary>Regions of each picture, in the order given, best score first.</summary>
    IReadOnlyList<RegionSet> Detect(IReadOnlyList<DecodedImage> images, RegionLimits limits);
}
