using Optiglot.Vision;

namespace Optiglot.Server;

/// <summary>Regions as the answers have them.</summary>
internal static class PictureDescription
{
    private const int Digits = 4;

    /// <summary>What was seen in a picture.</summary>
    /// <param name="regions">The regions.</param>
    /// <param name="detector">Names them.</param>
    /// <param name="tags">Which names the model reads; null where it reads none.</param>
    public static PictureOutput Of(RegionSet regions, DetectorInfo detector, TagOptions? tags) => new(
        regions.ImageWidth, regions.ImageHeight, TagText.List(regions, detector, tags),
        [.. Enumerable.Range(0, regions.Count).Select(region => new RegionOutput(
            Name(regions, region, detector), Round(regions.Scores[region]), [.. regions.Boxes.AsSpan(4 * region, 4).ToArray().Select(side => Round(side))]))]);

    /// <summary>A share of 1, no longer than anybody needs.</summary>
    public static double Round(double value) => Math.Round(value, Digits);

    private static string? Name(RegionSet regions, int region, DetectorInfo detector)
    {
        string? name = detector.ClassName(regions.ClassIds[region]), attribute = detector.AttributeName(regions.AttributeIds[region]);
        return name is null || attribute is null ? name : $"{attribute} {name}";
    }
}
