using Optiglot.Vision;

namespace Optiglot.DemoWorld;

/// <summary>The colours inside a silhouette, outlines left out: mean red, green, blue; eight hues weighted by how colourful they are; dark, grey and
/// white.</summary>
internal static class PaintHistogram
{
    /// <summary>How many numbers <see cref="Write"/> gives.</summary>
    public const int Count = 3 + Hues + 3;

    private const int Hues = 8;

    public static void Write(DecodedImage image, Blob blob, Span<float> numbers)
    {
        numbers[..Count].Clear();
        int painted = 0;
        for (int i = 0; i < blob.Mask.Length; i++)
        {
            if (!blob.Mask[i] || blob.Ink[i]) continue;
            int pixel = 3 * ((blob.Top + i / blob.Width) * image.Width + blob.Left + i % blob.Width);
            Add(image.Rgb[pixel] / 255f, image.Rgb[pixel + 1] / 255f, image.Rgb[pixel + 2] / 255f, numbers);
            painted++;
        }
        for (int i = 0; i < Count && painted > 0; i++) numbers[i] /= painted;
    }

    private static void Add(float r, float g, float b, Span<float> numbers)
    {
        numbers[0] += r;
        numbers[1] += g;
        numbers[2] += b;
        float high = Math.Max(r, Math.Max(g, b)), low = Math.Min(r, Math.Min(g, b)), chroma = high - low;
        float plain = 1 - Math.Min(1, 2.5f * chroma);
        if (chroma > 0)
        {
            float hue = high == r ? (g - b) / chroma : high == g ? 2 + (b - r) / chroma : 4 + (r - g) / chroma;
            float at = (hue + 6) % 6 / 6 * Hues;
            int bin = (int)at;
            // Shared between the two nearest bins, so that a hue on a border does not jump.
            numbers[3 + bin % Hues] += (1 - plain) * (1 - (at - bin));
            numbers[3 + (bin + 1) % Hues] += (1 - plain) * (at - bin);
        }
        numbers[3 + Hues + (high < 0.45f ? 0 : high < 0.85f ? 1 : 2)] += plain;
    }
}
