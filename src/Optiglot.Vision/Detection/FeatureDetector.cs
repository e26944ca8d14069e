using Microsoft.ML.OnnxRuntime;

namespace Optiglot.Vision;

/// <summary>
/// A network that finds nothing but describes any part of a picture, as one trained to classify: other kinds say which parts. By itself it gives the whole
/// picture as the one region.
/// </summary>
internal sealed class FeatureDetector : OnnxDetector
{
    /// <summary>What manifests call it.</summary>
    public const string Kind = "features";

    public FeatureDetector(DetectorManifest manifest, byte[] model, int threads) : base(manifest, model, Outputs(manifest), threads)
    {
        int width = manifest.FeatureMaps.Sum(map => MapPooling.Width(manifest, map, Session.Dimensions(map.Tensor)));
        if (manifest.Color is { } color) width += ColorHistogram.Width(color);
        Info = Describe(width, Source(manifest));
    }

    public override DetectorInfo Info { get; }

    /// <summary>Runs the network on a picture, whose parts can then be described; the caller disposes it.</summary>
    public PictureFeatures Look(DecodedImage image)
    {
        var placement = Placement.Of(Manifest.Input, image.Width, image.Height);
        return new PictureFeatures(Manifest, Info.FeatureWidth, image, placement, Session.Run(image, placement));
    }

    protected override RegionSet Read(IReadOnlyList<OrtValue> values, DecodedImage image, Placement placement, RegionLimits limits)
    {
        var features = new PictureFeatures(Manifest, Info.FeatureWidth, image, placement, values);
        float[] whole = [0, 0, 1, 1];
        return new RegionSet(image.OriginalWidth, image.OriginalHeight, whole, [1], [RegionSet.None], null, features.Of(whole));
    }

    private static IReadOnlyList<string> Outputs(DetectorManifest manifest)
    {
        if (manifest.FeatureMaps.Count == 0)
            throw new InvalidDataException($"{manifest.Path}: a feature network needs at least one entry in featureMaps; add it");
        if (manifest.Input.Resize == "short-side")
            throw new InvalidDataException($"{manifest.Path}: a feature network's input has a fixed size: use resize letterbox or stretch");
        if (manifest.Color is { Weight: not > 0 })
            throw new InvalidDataException($"{manifest.Path}: the weight of color must be above 0; correct it, or leave color out");
        return [.. manifest.FeatureMaps.Select(map => map.Tensor)];
    }

    /// <summary>Everything but the weights that the numbers depend on.</summary>
    private static string Source(DetectorManifest manifest)
    {
        var input = manifest.Input;
        string picture = FormattableString.Invariant($"{input.Width}x{input.Height} {input.Resize} {input.Channels}")
            + $" less {Numbers(input.Mean)} times {Numbers(input.Scale)}";
        string color = manifest.Color is { } part
            ? FormattableString.Invariant($" + colours {ColorHistogram.Description}, weight {part.Weight}{(part.Middle ? ", box and middle" : "")}")
            : "";
        return $"{MapPooling.Describe(manifest.FeatureMaps)}, of {picture}{color}";
    }

    private static string Numbers(IEnumerable<float> numbers) => string.Join('/', numbers.Select(number => FormattableString.Invariant($"{number}")));
}
