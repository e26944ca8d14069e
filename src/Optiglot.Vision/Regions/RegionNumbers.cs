using System.Globalization;
using System.Numerics.Tensors;

namespace Optiglot.Vision;

/// <summary>Whether the numbers of a picture's regions can be: what cannot would end, hours later, as a gradient that is not finite.</summary>
internal static class RegionNumbers
{
    // Boxes are kept as float32 fractions; those of other tools may be off by a rounding.
    private const float Slack = 1e-3f;

    /// <summary>What is wrong, with the region's number; null: nothing.</summary>
    /// <param name="regions">A picture's regions.</param>
    public static string? Fault(RegionSet regions)
    {
        if (regions.ImageWidth < 0 || regions.ImageHeight < 0) return $"its picture has {regions.ImageWidth}x{regions.ImageHeight} pixels";
        for (int region = 0; region < regions.Count; region++)
        {
            if (OfBox(regions.Boxes.AsSpan(4 * region, 4)) is { } box) return $"region {region + 1} {box}";
            if (!float.IsFinite(regions.Scores[region])) return $"region {region + 1} has a score that is not a number";
            if (regions.ClassIds[region] < RegionSet.Cell || regions.AttributeIds[region] < RegionSet.None)
                return $"region {region + 1} has class id {regions.ClassIds[region]} and attribute id {regions.AttributeIds[region]}";
        }

        int wrong = TensorPrimitives.IsFiniteAll<float>(regions.Features) ? -1 : Array.FindIndex(regions.Features, feature => !float.IsFinite(feature));
        return wrong < 0 ? null
            : $"region {wrong / regions.FeatureWidth + 1} has a feature that is not finite (number {wrong % regions.FeatureWidth + 1} of "
            + $"{regions.FeatureWidth})";
    }

    /// <summary>What is wrong with a box, x1 y1 x2 y2 in 0..1; null: nothing.</summary>
    private static string? OfBox(ReadOnlySpan<float> box)
    {
        foreach (float side in box)
            if (!(side is >= -Slack and <= 1 + Slack)) return $"has a box outside the picture ({Text(box)}, where 0..1 is meant)";
        return box[0] < box[2] && box[1] < box[3] ? null : $"has an empty or reversed box ({Text(box)}, where x1 y1 x2 y2 is meant)";
    }

    private static string Text(ReadOnlySpan<float> box) => string.Create(CultureInfo.InvariantCulture, $"{box[0]:g6} {box[1]:g6} {box[2]:g6} {box[3]:g6}");
}
