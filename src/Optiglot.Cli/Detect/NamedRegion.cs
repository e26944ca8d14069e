using Optiglot.Vision;

namespace Optiglot.Cli;

/// <summary>A found object as people read it.</summary>
/// <param name="Name">Its class, after its attribute where the detector gives one.</param>
/// <param name="Score">0..1.</param>
/// <param name="Box">Pixels of the photo: left, top, right, bottom.</param>
internal sealed record NamedRegion(string Name, double Score, int[] Box)
{
    /// <summary>The regions that have a name and at least that score, best first.</summary>
    public static IReadOnlyList<NamedRegion> Of(RegionSet regions, DetectorInfo detector, float threshold) =>
    [
        .. from region in Enumerable.Range(0, regions.Count)
           where regions.Scores[region] >= threshold
           orderby regions.Scores[region] descending
           let name = detector.ClassName(regions.ClassIds[region])
           where name is not null
           let attribute = detector.AttributeName(regions.AttributeIds[region])
           select new NamedRegion(attribute is null ? name : $"{attribute} {name}", Math.Round(regions.Scores[region], 3), Pixels(regions, region)),
    ];

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Score:0.00}  {Name,-16} {Box[0]},{Box[1]} - {Box[2]},{Box[3]}");

    private static int[] Pixels(RegionSet regions, int region) =>
    [
        .. Enumerable.Range(0, 4)
            .Select(side => (int)MathF.Round(regions.Boxes[4 * region + side] * (side % 2 == 0 ? regions.ImageWidth : regions.ImageHeight))),
    ];
}
