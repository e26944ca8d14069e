namespace Optiglot.Vision;

/// <summary>One picture, and what each feature network saw in it, looked at when first asked for.</summary>
internal sealed class PictureLooks(DecodedImage image) : IDisposable
{
    private readonly Dictionary<FeatureDetector, PictureFeatures> _seen = [];

    public DecodedImage Image => image;

    /// <summary>How many networks have looked.</summary>
    public int Networks => _seen.Count;

    /// <summary>Vectors `[regions, features]` of boxes `[regions, 4]` in fractions of the picture.</summary>
    public float[] Vectors(FeatureDetector network, float[] boxes)
    {
        if (!_seen.TryGetValue(network, out var features)) _seen[network] = features = network.Look(image);
        return features.Of(boxes);
    }

    public void Dispose()
    {
        foreach (var features in _seen.Values) features.Dispose();
    }
}
