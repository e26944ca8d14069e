using Microsoft.ML.OnnxRuntime;

namespace Optiglot.Vision;

/// <summary>What a feature network saw in one picture: vectors of any boxes.</summary>
/// <param name="manifest">Maps and colour part.</param>
/// <param name="width">Numbers a vector.</param>
/// <param name="image">The picture.</param>
/// <param name="placement">Where it lay on the network's input.</param>
/// <param name="maps">The maps, in the manifest's order; disposed with this if they can be.</param>
internal sealed class PictureFeatures(DetectorManifest manifest, int width, DecodedImage image, Placement placement, IReadOnlyList<OrtValue> maps) : IDisposable
{
    private readonly ColorHistogram? _colors = manifest.Color is null ? null : new ColorHistogram(image);

    /// <summary>Vectors `[regions, width]` of boxes `[regions, 4]` in fractions of the picture.</summary>
    public float[] Of(ReadOnlySpan<float> boxes)
    {
        int regions = boxes.Length / 4, start = 0;
        float[] features = new float[regions * width], pixels = new float[boxes.Length];
        for (int i = 0; i < boxes.Length; i++) pixels[i] = boxes[i] * (i % 2 == 0 ? placement.PlacedWidth : placement.PlacedHeight);
        for (int map = 0; map < maps.Count; map++) start += MapPooling.Pool(maps[map], manifest.FeatureMaps[map], pixels, start, width, features);
        for (int region = 0; region < regions && _colors is not null; region++)
            _colors.Write(boxes.Slice(4 * region, 4), manifest.Color!, features.AsSpan(region * width + start, width - start));
        return features;
    }

    public void Dispose() => (maps as IDisposable)?.Dispose();
}
