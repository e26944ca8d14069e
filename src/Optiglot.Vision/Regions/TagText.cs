namespace Optiglot.Vision;

/// <summary>The names of the detected objects as text.</summary>
public static class TagText
{
    /// <summary>Class names by falling score, separated by spaces ("dog sports ball tree"); regions without a class have none.</summary>
    public static string Build(RegionSet regions, DetectorInfo detector, TagOptions? options = null) => string.Join(' ', List(regions, detector, options));

    /// <summary>As <see cref="Build"/>, one string a tag.</summary>
    public static IReadOnlyList<string> List(RegionSet regions, DetectorInfo detector, TagOptions? options = null)
    {
        options ??= new TagOptions();
        var order = Enumerable.Range(0, regions.Count).Where(r => regions.Scores[r] >= options.ScoreThreshold).OrderByDescending(r => regions.Scores[r]);
        var names = order.Select(r => Name(regions, r, detector, options.Attributes)).OfType<string>();
        return [.. (options.Distinct ? names.Distinct() : names).Take(options.Max)];
    }

    private static string? Name(RegionSet regions, int region, DetectorInfo detector, bool attributes)
    {
        string? name = detector.ClassName(regions.ClassIds[region]);
        string? attribute = attributes ? detector.AttributeName(regions.AttributeIds[region]) : null;
        return name is null || attribute is null ? name : $"{attribute} {name}";
    }
}
