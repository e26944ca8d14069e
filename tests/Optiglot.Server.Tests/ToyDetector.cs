using Optiglot.Vision;

namespace Optiglot.Server.Tests;

/// <summary>Sees colours: a region for the whole picture and one for its left half, with the mean colour as vector, named after the strongest colour.</summary>
internal sealed class ToyDetector : IRegionDetector
{
    public const string Name = "toy";

    private int _looks;

    public static DetectorInfo Description { get; } = new()
    {
        Name = Name, Sha256 = new string('a', 64), FeatureWidth = 4, ClassNames = ["red", "green", "blue"]
    };

    public DetectorInfo Info => Description;

    /// <summary>Pictures looked at so far.</summary>
    public int Looks => Volatile.Read(ref _looks);

    /// <summary>The kind that its file names; it is the last one opened that counts.</summary>
    public static DetectorKind Kind(Action<ToyDetector>? opened = null) => new(Name, _ =>
    {
        ToyDetector detector = new();
        opened?.Invoke(detector);
        return detector;
    });

    public IReadOnlyList<RegionSet> Detect(IReadOnlyList<DecodedImage> images, RegionLimits limits) => [.. images.Select(Detect)];

    public void Dispose()
    {
    }

    private RegionSet Detect(DecodedImage image)
    {
        Interlocked.Increment(ref _looks);
        float[] whole = Mean(image, image.Width), left = Mean(image, Math.Max(1, image.Width / 2));
        return new RegionSet(
            image.OriginalWidth, image.OriginalHeight, [0, 0, 1, 1, 0, 0, 0.5f, 1], [0.9f, 0.8f], [Strongest(whole), Strongest(left)], null,
            [.. whole, 1, .. left, 0.5f]);
    }

    private static float[] Mean(DecodedImage image, int width)
    {
        float[] sum = new float[3];
        for (int y = 0; y < image.Height; y++)
            for (int x = 0; x < width; x++)
                for (int channel = 0; channel < 3; channel++) sum[channel] += image.Rgb[3 * (y * image.Width + x) + channel];
        return [.. sum.Select(value => value / (255f * width * image.Height))];
    }

    private static int Strongest(float[] colour) => Array.IndexOf(colour, colour.Max());
}
