namespace Optiglot.Vision;

/// <summary>
/// The regions of several detectors in one set: boxes by falling score, at most as many as the limits say, then the cells of grids, all of them.
/// The whole picture comes once, from the first part.
/// </summary>
internal sealed class JoinedDetector : ComposedDetector
{
    /// <summary>What manifests call it.</summary>
    public const string Kind = "joined";

    private readonly IReadOnlyList<IRegionDetector> _parts;

    /// <summary>Joins detectors, which are then this one's to dispose.</summary>
    /// <exception cref="InvalidDataException">Their vectors differ in width.</exception>
    public JoinedDetector(ComposedManifest manifest, IReadOnlyList<IRegionDetector> parts)
    {
        int[] widths = [.. parts.Select(part => part.Info.FeatureWidth).Distinct()];
        if (widths.Length > 1)
            throw new InvalidDataException($"{manifest.Path}: its parts have {string.Join(" and ", widths)} features a region; join detectors of one width");
        _parts = parts;
        (string Places, string Vectors)[] sources =
            [.. parts.Select(part => part is ComposedDetector composed ? composed.Source : ($"regions of {part.Info.Name}", part.Info.FeatureSource))];
        Source = (string.Join(", ", sources.Select(source => source.Places)), string.Join("; ", sources.Select(source => source.Vectors).Distinct()));
        Info = new DetectorInfo
        {
            Name = manifest.Name,
            Sha256 = Hash(parts.Select(part => part.Info.Sha256)),
            FeatureWidth = widths[0],
            FeatureSource = $"{Source.Places}: {Source.Vectors}",
            ClassNames = [.. parts.SelectMany(part => part.Info.ClassNames)],
            AttributeNames = [.. parts.SelectMany(part => part.Info.AttributeNames)],
        };
    }

    public override DetectorInfo Info { get; }

    public override (string Places, string Vectors) Source { get; }

    public override int InputSide => LongestSide(_parts);

    public override RegionSet Detect(PictureLooks looks, RegionLimits limits)
    {
        var regions = new List<Region>();
        int classes = 0, attributes = 0, room = limits.Max;
        for (int i = 0; i < _parts.Count; i++)
        {
            var found = Detect(_parts[i], looks, limits with { WholeImage = limits.WholeImage && i == 0 });
            for (int region = 0; region < found.Count; region++)
                regions.Add(new(found, region, Shifted(found.ClassIds[region], classes), Shifted(found.AttributeIds[region], attributes)));
            (classes, attributes) = (classes + _parts[i].Info.ClassNames.Count, attributes + _parts[i].Info.AttributeNames.Count);
        }
        regions = [.. regions.OrderBy(region => region.IsCell).ThenByDescending(region => region.Score).Where(region => region.IsCell || room-- > 0)];
        return new RegionSet(looks.Image.OriginalWidth, looks.Image.OriginalHeight, [.. regions.SelectMany(region => region.Box.ToArray())],
            [.. regions.Select(region => region.Score)], [.. regions.Select(region => region.ClassId)], [.. regions.Select(region => region.AttributeId)],
            [.. regions.SelectMany(region => region.Features.ToArray())]);
    }

    public override void Dispose()
    {
        foreach (var part in _parts) part.Dispose();
    }

    private static RegionSet Detect(IRegionDetector part, PictureLooks looks, RegionLimits limits) =>
        part is ComposedDetector composed ? composed.Detect(looks, limits) : part.Detect([looks.Image], limits)[0];

    // Names of the parts follow one another.
    private static int Shifted(int id, int before) => id < 0 ? id : id + before;

    private readonly record struct Region(RegionSet Set, int Index, int ClassId, int AttributeId)
    {
        public bool IsCell => ClassId == RegionSet.Cell;
        public float Score => Set.Scores[Index];
        public ReadOnlySpan<float> Box => Set.Boxes.AsSpan(4 * Index, 4);
        public ReadOnlySpan<float> Features => Set.Features.AsSpan(Index * Set.FeatureWidth, Set.FeatureWidth);
    }
}
