using System.Globalization;
using System.Numerics.Tensors;

namespace Optiglot.Vision;

/// <summary>Regions as others give them (any order, any unit) to a <see cref="RegionSet"/>: sorted by score, cut to the limits, boxes in 0..1.</summary>
internal sealed record RegionSelection
{
    /// <summary>Width of the picture, pixels.</summary>
    public required int ImageWidth { get; init; }

    /// <summary>Height of the picture, pixels.</summary>
    public required int ImageHeight { get; init; }

    /// <summary>`[regions, 4]`.</summary>
    public required float[] Boxes { get; init; }

    /// <summary>What a box's x is multiplied by to lie in 0..1.</summary>
    public float UnitX { get; init; } = 1;

    /// <summary>What a box's y is multiplied by to lie in 0..1.</summary>
    public float UnitY { get; init; } = 1;

    /// <summary>`[regions]`.</summary>
    public required float[] Scores { get; init; }

    /// <summary>`[regions]`, or null: no names.</summary>
    public int[]? ClassIds { get; init; }

    /// <summary>`[regions]`, or null: no attributes.</summary>
    public int[]? AttributeIds { get; init; }

    /// <summary>`[regions, features]`.</summary>
    public required float[] Features { get; init; }

    /// <summary>
    /// The regions from the score threshold up, at most Max, and if they are fewer than Min the best below it, too. Boxes without any area in the picture are
    /// left out.
    /// </summary>
    /// <exception cref="InvalidDataException">The lengths disagree, a number is not finite, or a box is reversed or far outside the picture.</exception>
    public RegionSet Select(RegionLimits limits)
    {
        int count = Scores.Length, width = count == 0 ? 0 : Features.Length / count;
        var (classes, attributes) = (ClassIds?.Length ?? count, AttributeIds?.Length ?? count);
        if (Boxes.Length != 4 * count || Features.Length != width * count || classes != count || attributes != count)
            throw new InvalidDataException(
                $"{count} scores, but {Boxes.Length} box numbers, {Features.Length} features, {classes} class and {attributes} attribute ids");
        if (count > 0 && !(TensorPrimitives.IsFiniteAll<float>(Boxes) && TensorPrimitives.IsFiniteAll<float>(Scores)
            && TensorPrimitives.IsFiniteAll<float>(Features)))
            throw new InvalidDataException("a box, score or feature is not a finite number");
        float[] fractions = Fractions();
        bool HasArea(int region) => fractions[4 * region] < fractions[4 * region + 2] && fractions[4 * region + 1] < fractions[4 * region + 3];
        int[] order = [.. Enumerable.Range(0, count).Where(HasArea).OrderByDescending(region => Scores[region])];
        int sure = order.TakeWhile(region => Scores[region] >= limits.ScoreThreshold).Count();
        order = [.. order.Take(Math.Clamp(sure, limits.Min, limits.Max))];
        float[] boxes = new float[4 * order.Length], features = new float[width * order.Length];
        for (int region = 0; region < order.Length; region++)
        {
            Features.AsSpan(order[region] * width, width).CopyTo(features.AsSpan(region * width));
            fractions.AsSpan(4 * order[region], 4).CopyTo(boxes.AsSpan(4 * region));
        }
        return new RegionSet(ImageWidth, ImageHeight, boxes, Pick(Scores, order),
            ClassIds is null ? [.. order.Select(_ => RegionSet.None)] : Pick(ClassIds, order),
            AttributeIds is null ? null : Pick(AttributeIds, order), features);
    }

    /// <summary>`[regions, 4]`: boxes in 0..1, what lies outside cut off.</summary>
    private float[] Fractions()
    {
        // Unclipped boxes reach a little beyond the picture; one that reaches beyond by a whole picture is in other units, or no box.
        const float Least = -1, Most = 2;
        float[] fractions = new float[Boxes.Length];
        for (int i = 0; i < fractions.Length; i++)
        {
            float side = Boxes[i] * (i % 2 == 0 ? UnitX : UnitY);
            if (side is < Least or > Most) throw new InvalidDataException($"the box of region {i / 4 + 1} lies far outside the picture ({Numbers(i / 4)})");
            if (i % 4 >= 2 && Boxes[i] < Boxes[i - 2])
                throw new InvalidDataException($"the box of region {i / 4 + 1} is reversed ({Numbers(i / 4)}, where x1 y1 x2 y2 is meant)");
            fractions[i] = Math.Clamp(side, 0, 1);
        }

        return fractions;
    }

    private string Numbers(int region) => string.Join(' ', Boxes.Skip(4 * region).Take(4).Select(side => side.ToString("g6", CultureInfo.InvariantCulture)));

    private static T[] Pick<T>(T[] values, int[] order) => [.. order.Select(region => values[region])];
}
