namespace Optiglot.Vision;

/// <summary>Boxes, names and scores of one detector, vectors of another network: who finds well need not describe well.</summary>
internal sealed class BoxesAndVectorsDetector(ComposedManifest manifest, IRegionDetector boxes, FeatureDetector vectors) : ComposedDetector
{
    /// <summary>What manifests call it.</summary>
    public const string Kind = "boxes-and-vectors";

    public override DetectorInfo Info { get; } = boxes.Info with
    {
        Name = manifest.Name,
        Sha256 = Hash(boxes.Info.Sha256, vectors.Info.Sha256),
        FeatureWidth = vectors.Info.FeatureWidth,
        FeatureSource = $"boxes of {boxes.Info.Name}: {vectors.Info.FeatureSource}",
    };

    public override (string Places, string Vectors) Source => ($"boxes of {boxes.Info.Name}", vectors.Info.FeatureSource);

    public override int InputSide => LongestSide(boxes, vectors);

    public override RegionSet Detect(PictureLooks looks, RegionLimits limits)
    {
        var found = boxes.Detect([looks.Image], limits)[0];
        return new RegionSet(found.ImageWidth, found.ImageHeight, found.Boxes, found.Scores, found.ClassIds, found.AttributeIds,
            looks.Vectors(vectors, found.Boxes));
    }

    public override void Dispose()
    {
        boxes.Dispose();
        vectors.Dispose();
    }
}
