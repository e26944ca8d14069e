using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Optiglot.Vision;

/// <summary>
/// A detector whose graph gives finished regions: boxes, scores, class and attribute ids and features, as the Faster R-CNN of bottom-up attention
/// (Anderson et al. 2018), 2048 features a region.
/// </summary>
internal sealed class BottomUpDetector : IRegionDetector
{
    private readonly DetectorManifest _manifest;
    private readonly OnnxSession _session;

    public BottomUpDetector(DetectorManifest manifest, byte[] model, int threads)
    {
        _manifest = manifest;
        if (manifest.BoxUnit is not ("input" or "image" or "fraction"))
            throw new InvalidDataException($"{manifest.Path}: unknown boxUnit '{manifest.BoxUnit}'; use input, image or fraction");
        string[] outputs = [manifest.Output("boxes"), manifest.Output("scores"), manifest.Output("classes"), manifest.Output("features")];
        if (manifest.Outputs.TryGetValue("attributes", out string? attributes)) outputs = [.. outputs, attributes];
        _session = new OnnxSession(model, manifest.Input, outputs, threads);
        Info = new DetectorInfo
        {
            Name = manifest.Name,
            Sha256 = manifest.Model.Sha256.ToLowerInvariant(),
            FeatureWidth = manifest.FeatureWidth ?? _session.LastDimension(outputs[3]) ??
                throw new InvalidDataException($"{manifest.Path}: the graph does not say how wide the features are; add featureWidth"),
            FeatureSource = outputs[3],
            ClassNames = manifest.Labels,
            AttributeNames = manifest.Attributes,
        };
    }

    public DetectorInfo Info { get; }

    public int InputSide => _manifest.Input.LongestSide;

    public IReadOnlyList<RegionSet> Detect(IReadOnlyList<DecodedImage> images, RegionLimits limits)
    {
        limits.Validate();
        return [.. images.Select(image => Detect(image, limits))];
    }

    public void Dispose() => _session.Dispose();

    private RegionSet Detect(DecodedImage image, RegionLimits limits)
    {
        var placement = Placement.Of(_manifest.Input, image.Width, image.Height);
        using var outputs = _session.Run(image, placement);
        var (unitX, unitY) = _manifest.BoxUnit switch
        {
            "input" => (1f / placement.PlacedWidth, 1f / placement.PlacedHeight),
            "image" => (1f / image.OriginalWidth, 1f / image.OriginalHeight),
            _ => (1f, 1f),
        };
        var regions = new RegionSelection
        {
            ImageWidth = image.OriginalWidth,
            ImageHeight = image.OriginalHeight,
            Boxes = Numbers(outputs[0]),
            UnitX = unitX,
            UnitY = unitY,
            Scores = Numbers(outputs[1]),
            ClassIds = Ids(outputs[2]),
            Features = Numbers(outputs[3]),
            AttributeIds = outputs.Count > 4 ? Ids(outputs[4]) : null,
        };
        if (regions.Features.Length != regions.Scores.Length * Info.FeatureWidth)
            throw new InvalidDataException(
                $"{_manifest.Path}: {regions.Scores.Length} regions of {Info.FeatureWidth} features are not {regions.Features.Length} numbers; " +
                $"correct the manifest's outputs");
        return regions.Select(limits);
    }

    private int[] Ids(OrtValue value) => Array.ConvertAll(Numbers(value), id => (int)id);

    private float[] Numbers(OrtValue value) => value.GetTensorTypeAndShape().ElementDataType switch
    {
        TensorElementType.Float => value.GetTensorDataAsSpan<float>().ToArray(),
        TensorElementType.Int64 => Array.ConvertAll(value.GetTensorDataAsSpan<long>().ToArray(), number => (float)number),
        TensorElementType.Int32 => Array.ConvertAll(value.GetTensorDataAsSpan<int>().ToArray(), number => (float)number),
        var type => throw new InvalidDataException($"{_manifest.Path}: an output holds {type}; only float32, int64 and int32 are read"),
    };
}
