using Microsoft.ML.OnnxRuntime;

namespace Optiglot.Vision;

/// <summary>A YOLOX detector (Ge et al. 2021) whose region vectors are pooled from inner feature maps (<see cref="MapPooling"/>).</summary>
internal sealed class YoloxDetector : OnnxDetector
{
    /// <summary>What manifests call it.</summary>
    public const string Kind = "yolox";

    /// <summary>Below this score boxes are looked at only where there are too few others.</summary>
    private const float Floor = 0.01f;

    public YoloxDetector(DetectorManifest manifest, byte[] model, int threads) : base(manifest, model, Outputs(manifest), threads)
    {
        CheckPredictions();
        int width = manifest.FeatureMaps.Sum(map => MapPooling.Width(manifest, map, Session.Dimensions(map.Tensor)));
        Info = Describe(width, MapPooling.Describe(manifest.FeatureMaps));
    }

    public override DetectorInfo Info { get; }

    protected override RegionSet Read(IReadOnlyList<OrtValue> values, DecodedImage image, Placement placement, RegionLimits limits)
    {
        var boxes = Select(values[0].GetTensorDataAsSpan<float>(), placement, limits);
        if (limits.WholeImage) boxes.Insert(0, new Candidate(1, RegionSet.None, 0, 0, placement.PlacedWidth, placement.PlacedHeight));
        float[] features = new float[boxes.Count * Info.FeatureWidth], corners = [.. boxes.SelectMany(box => (float[])[box.X1, box.Y1, box.X2, box.Y2])];
        int start = 0;
        for (int map = 0; map < Manifest.FeatureMaps.Count; map++)
            start += MapPooling.Pool(values[map + 1], Manifest.FeatureMaps[map], corners, start, Info.FeatureWidth, features);
        return new RegionSet(image.OriginalWidth, image.OriginalHeight, [.. boxes.SelectMany(box => Fractions(box, placement))],
            [.. boxes.Select(box => box.Score)], [.. boxes.Select(box => box.ClassId)], null, features);
    }

    /// <summary>The boxes from the threshold up, at most Max; if they are fewer than Min, the best below it, too.</summary>
    private List<Candidate> Select(ReadOnlySpan<float> raw, Placement placement, RegionLimits limits)
    {
        int whole = limits.WholeImage ? 1 : 0, most = limits.Max - whole, least = Math.Max(limits.Min - whole, 0);
        var candidates = new List<Candidate>(256);
        Decode(raw, placement, Math.Min(Floor, limits.ScoreThreshold), candidates);
        var kept = NonMaximumSuppression.Keep(candidates, limits.OverlapThreshold, most);
        if (kept.Count < least)
        {
            candidates.Clear();
            Decode(raw, placement, 0, candidates);
            kept = NonMaximumSuppression.Keep(candidates, limits.OverlapThreshold, least);
        }
        int sure = kept.FindIndex(box => box.Score < limits.ScoreThreshold);
        if (sure >= 0) kept.RemoveRange(Math.Min(Math.Max(sure, least), kept.Count), kept.Count - Math.Min(Math.Max(sure, least), kept.Count));
        return kept;
    }

    // Cut to the picture, a box may have no area left, and one of a damaged network is no box.
    private void Decode(ReadOnlySpan<float> raw, Placement placement, float threshold, List<Candidate> candidates)
    {
        YoloxDecoder.Decode(raw, placement, Manifest.Strides, threshold, candidates);
        candidates.RemoveAll(box => !(box.X1 < box.X2 && box.Y1 < box.Y2));
    }

    private static float[] Fractions(Candidate box, Placement placement) =>
        [box.X1 / placement.PlacedWidth, box.Y1 / placement.PlacedHeight, box.X2 / placement.PlacedWidth, box.Y2 / placement.PlacedHeight];

    private static IReadOnlyList<string> Outputs(DetectorManifest manifest)
    {
        if (manifest.FeatureMaps.Count == 0)
            throw new InvalidDataException($"{manifest.Path}: a yolox detector needs at least one entry in featureMaps; add it");
        if (manifest.Input.Resize == "short-side")
            throw new InvalidDataException($"{manifest.Path}: a yolox detector's input has a fixed size: use resize letterbox or stretch");
        return [manifest.Output("predictions"), .. manifest.FeatureMaps.Select(map => map.Tensor)];
    }

    private void CheckPredictions()
    {
        var (input, found) = (Manifest.Input, Session.Dimensions(Manifest.Output("predictions")));
        int[] wanted = [1, YoloxDecoder.Cells(input.Width, input.Height, Manifest.Strides), YoloxDecoder.BoxNumbers + Manifest.Labels.Count];
        if (found.Length != 3 || found.Where((dimension, axis) => dimension > 0 && dimension != wanted[axis]).Any())
            throw new InvalidDataException(
                $"{Manifest.Path}: the model gives predictions [{string.Join(", ", found)}], " +
                $"but input size, strides and labels make [{string.Join(", ", wanted)}]; correct the manifest");
    }
}
