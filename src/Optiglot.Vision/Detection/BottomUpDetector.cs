using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Optiglot.Vision;

/// <summary>
/// A detector whose graph gives finished regions: boxes, scores, class and attribute ids and features, as the Faster R-CNN of bottom-up attention
/// (Anderson et al. 2018), 2048 features a region.
/// </summary>
internal sealed class BottomUpDetector : OnnxDetector
{
    /// <summary>What manifests call it.</summary>
    public const string Kind = "bottom-up";

    private const int Features = 3;

    public BottomUpDetector(DetectorManifest manifest, byte[] model, int threads) : base(manifest, model, Outputs(manifest), threads)
    {
        string features = manifest.Output("features");
        int width = manifest.FeatureWidth ?? Session.LastDimension(features) ??
            throw new InvalidDataException($"{manifest.Path}: the graph does not say how wide the features are; add featureWidth");
        Info = Describe(width, features);
    }

    public override DetectorInfo Info { get; }

    protected override RegionSet Read(IReadOnlyList<OrtValue> values, DecodedImage image, Placement placement, RegionLimits limits)
    {
        var (unitX, unitY) = Manifest.BoxUnit switch
        {
            "input" => (1f / placement.PlacedWidth, 1f / placement.PlacedHeight),
            "image" => (1f / image.OriginalWidth, 1f / image.OriginalHeight),
            _ => (1f, 1f),
        };
        var regions = new RegionSelection
        {
            ImageWidth = image.OriginalWidth,
            ImageHeight = image.OriginalHeight,
            Boxes = Numbers(values[0]),
            UnitX = unitX,
            UnitY = unitY,
            Scores = Numbers(values[1]),
            ClassIds = Ids(values[2]),
            Features = Numbers(values[Features]),
            AttributeIds = values.Count > Features + 1 ? Ids(values[Features + 1]) : null,
        };
        if (regions.Features.Length != regions.Scores.Length * Info.FeatureWidth)
            throw new InvalidDataException(
                $"{Manifest.Path}: {regions.Scores.Length} regions of {Info.FeatureWidth} features are not {regions.Features.Length} numbers; " +
                $"correct the manifest's outputs");
        return regions.Select(limits);
    }

    private static IReadOnlyList<string> Outputs(DetectorManifest manifest)
    {
        if (manifest.BoxUnit is not ("input" or "image" or "fraction"))
            throw new InvalidDataException($"{manifest.Path}: unknown boxUnit '{manifest.BoxUnit}'; use input, image or fraction");
        string[] outputs = [manifest.Output("boxes"), manifest.Output("scores"), manifest.Output("classes"), manifest.Output("features")];
        return manifest.Outputs.TryGetValue("attributes", out string? attributes) ? [.. outputs, attributes] : outputs;
    }

    private int[] Ids(OrtValue value) => Array.ConvertAll(Numbers(value), id => (int)id);

    private float[] Numbers(OrtValue value) => value.GetTensorTypeAndShape().ElementDataType switch
    {
        TensorElementType.Float => value.GetTensorDataAsSpan<float>().ToArray(),
        TensorElementType.Int64 => Array.ConvertAll(value.GetTensorDataAsSpan<long>().ToArray(), number => (float)number),
        TensorElementType.Int32 => Array.ConvertAll(value.GetTensorDataAsSpan<int>().ToArray(), number => (float)number),
        var type => throw new InvalidDataException($"{Manifest.Path}: an output holds {type}; only float32, int64 and int32 are read"),
    };
}
