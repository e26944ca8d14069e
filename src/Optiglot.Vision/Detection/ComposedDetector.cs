using System.Security.Cryptography;
using System.Text;

namespace Optiglot.Vision;

/// <summary>A detector put together from others. Those of one joined set share what a feature network saw: it runs once a picture.</summary>
internal abstract class ComposedDetector : IRegionDetector
{
    public abstract DetectorInfo Info { get; }

    public abstract int InputSide { get; }

    public IReadOnlyList<RegionSet> Detect(IReadOnlyList<DecodedImage> images, RegionLimits limits)
    {
        limits.Validate();
        return [.. images.Select(image =>
        {
            using var looks = new PictureLooks(image);
            return Detect(looks, limits);
        })];
    }

    /// <summary>Which places get a vector, and how the vectors are made: together the <see cref="DetectorInfo.FeatureSource"/>.</summary>
    public abstract (string Places, string Vectors) Source { get; }

    /// <summary>Regions of one picture.</summary>
    public abstract RegionSet Detect(PictureLooks looks, RegionLimits limits);

    public abstract void Dispose();

    /// <summary>The longest side that all look at; 0 where one wants all detail.</summary>
    protected static int LongestSide(params IEnumerable<IRegionDetector> detectors) =>
        detectors.Any(detector => detector.InputSide == 0) ? 0 : detectors.Max(detector => detector.InputSide);

    /// <summary>One hash for several weights: their own where all are the same, else the SHA-256 of their hashes one after the other.</summary>
    protected static string Hash(params IEnumerable<string> hashes)
    {
        string[] different = [.. hashes.Distinct()];
        return different.Length == 1 ? different[0] : Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(different))));
    }
}
