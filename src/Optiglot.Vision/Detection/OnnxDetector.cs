using Microsoft.ML.OnnxRuntime;

namespace Optiglot.Vision;

/// <summary>What detectors in ONNX have in common: a session, a description, and one picture a run.</summary>
/// <param name="manifest">The manifest, labels filled in, with the hash of the weights.</param>
/// <param name="model">The ONNX file.</param>
/// <param name="outputs">The graph's outputs that are read, in this order.</param>
/// <param name="threads">Threads within one picture.</param>
internal abstract class OnnxDetector(DetectorManifest manifest, byte[] model, IReadOnlyList<string> outputs, int threads) : IRegionDetector
{
    public abstract DetectorInfo Info { get; }

    public int InputSide => Manifest.Input.LongestSide;

    protected DetectorManifest Manifest { get; } = manifest;

    protected OnnxSession Session { get; } = new(model, manifest.Input, outputs, threads);

    public IReadOnlyList<RegionSet> Detect(IReadOnlyList<DecodedImage> images, RegionLimits limits)
    {
        limits.Validate();
        return [.. images.Select(image => Detect(image, limits))];
    }

    public void Dispose() => Session.Dispose();

    /// <summary>The model with the inner tensors that vectors are pooled from as outputs.</summary>
    /// <exception cref="InvalidDataException">The graph has no tensor of such a name.</exception>
    public static byte[] WithFeatureMaps(byte[] model, DetectorManifest manifest) =>
        OnnxGraph.AddOutputs(model, [.. manifest.FeatureMaps.Select(map => map.Tensor)]);

    /// <summary>Makes regions of what the graph gave for one picture.</summary>
    protected abstract RegionSet Read(IReadOnlyList<OrtValue> values, DecodedImage image, Placement placement, RegionLimits limits);

    protected DetectorInfo Describe(int featureWidth, string featureSource) => new()
    {
        Name = Manifest.Name,
        Sha256 = Manifest.Model.Sha256?.ToLowerInvariant() ?? "",
        FeatureWidth = featureWidth,
        FeatureSource = featureSource,
        ClassNames = Manifest.Labels,
        AttributeNames = Manifest.Attributes,
    };

    private RegionSet Detect(DecodedImage image, RegionLimits limits)
    {
        var placement = Placement.Of(Manifest.Input, image.Width, image.Height);
        try
        {
            using var values = Session.Run(image, placement);
            return Read(values, image, placement, limits);
        }
        catch (InvalidDataException error) when (!error.Message.StartsWith(Manifest.Path, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{Manifest.Path}: {error.Message}", error);
        }
    }
}
