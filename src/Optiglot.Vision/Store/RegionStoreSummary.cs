namespace Optiglot.Vision;

/// <summary>What is in a region store.</summary>
/// <param name="Path">The file.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Detector">Who found the regions.</param>
/// <param name="Pictures">Rows.</param>
/// <param name="KnownFiles">Pictures whose file's size and hash are known, so that another of the same name is noticed.</param>
/// <param name="Regions">Regions of all pictures.</param>
/// <param name="FewestRegions">In one picture.</param>
/// <param name="MostRegions">In one picture.</param>
/// <param name="TopClasses">The most frequent class names among regions of score 0.2 or more, with how many pictures have one.</param>
public sealed record RegionStoreSummary(
    string Path, long Bytes, DetectorInfo Detector, long Pictures, long KnownFiles, long Regions, int FewestRegions, int MostRegions,
    IReadOnlyList<(string Name, long Pictures)> TopClasses)
{
    /// <summary>Regions a picture, mean.</summary>
    public double MeanRegions => Pictures == 0 ? 0 : (double)Regions / Pictures;
}
