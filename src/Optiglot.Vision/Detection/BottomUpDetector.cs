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
        if (manifest.BoxUnit is not ("input" or "image" or "fraction")) throw new InvalidDataException($"{manifest.Path}: unknown boxUnit '{manifest.BoxUnit}'; use input, image or fraction");
        string[] outputs = [manifest.Output("boxes"), manifest.Output("scores"), manifest.Output("classes"), manifest.Output("features")];
        _session = new OnnxSession(model, manifest.Input, manifest.Outputs.TryGetValue("attributes", out string? attributes) ? [.. outputs, attributes] : outputs, threads);
        Info = new DetectorInfo
        {
            Name = manifest.Name,
            Sha256 = manifest.Model.Sha256.ToLowerInvariant(),
            FeatureWidth = manifest.FeatureWidth ?? _session.LastDimension(outputs[3]) ?? throw new InvalidDataException($"{manifest.Path}: the graph does not say how wide the features are; add featureWidth"),
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
        float[] boxes = Numbers(outputs[0]), scores = Numbers(outputs[1]), classes = Numbers(outputs[2]), features = Numbers(outputs[3]);
        float[]? attributes = outputs.Count > 4 ? Numbers(outputs[4]) : null;
        int count = scores.Length, width = Info.FeatureWidth;
        if (boxes.Length != 4 * count || classes.Length != count || features.Length != width * count || (attributes is not null && attributes.Length != count))
            throw new InvalidDataException($"{_manifest.Path}: {count} scores, but {boxes.Length} box numbers, {classes.Length} classes, {features.Length} features of {width}; correct the manifest's outputs");
        int[] order = [.. Enumerable.Range(0, count).OrderByDescending(region => scores[region])];
        int sure = order.TakeWhile(region => scores[region] >= limits.ScoreThreshold).Count();
        order = [.. order.Take(Math.Clamp(sure, limits.Min, limits.Max))];
        float[] unit = Unit(image, placement);
        return new RegionSet(image.OriginalWidth, image.OriginalHeight,
            [.. order.SelectMany(region => Enumerable.Range(0, 4).Select(side => Math.Clamp(boxes[4 * region + side] * unit[side & 1], 0, 1)))],
            [.. order.Select(region => scores[region])], [.. order.Select(region => (int)classes[region])],
            attributes is null ? null : [.. order.Select(region => (int)attributes[region])],
            [.. order.SelectMany(region => features.AsSpan(region * width, width).ToArray())]);
    }

    private float[] Unit(DecodedImage image, Placement placement) => _manifest.BoxUnit switch
    {
        "input" => [1f / placement.PlacedWidth, 1f / placement.PlacedHeight],
        "image" => [1f / image.OriginalWidth, 1f / image.OriginalHeight],
        _ => [1, 1],
    };

    private float[] Numbers(OrtValue value) => value.GetTensorTypeAndShape().ElementDataType switch
    {
        TensorElementType.Float => value.GetTensorDataAsSpan<float>().ToArray(),
        TensorElementType.Int64 => Array.ConvertAll(value.GetTensorDataAsSpan<long>().ToArray(), number => (float)number),
        TensorElementType.Int32 => Array.ConvertAll(value.GetTensorDataAsSpan<int>().ToArray(), number => (float)number),
        var type => throw new InvalidDataException($"{_manifest.Path}: an output holds {type}; only float32, int64 and int32 are read"),
    };
}
