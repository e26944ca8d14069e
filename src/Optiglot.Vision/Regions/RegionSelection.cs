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

    /// <summary>The regions from the score threshold up, at most Max, and if they are fewer than Min the best below it, too.</summary>
    /// <exception cref="InvalidDataException">The lengths disagree, or a number is not finite.</exception>
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
        int[] order = [.. Enumerable.Range(0, count).OrderByDescending(region => Scores[region])];
        int sure = order.TakeWhile(region => Scores[region] >= limits.ScoreThreshold).Count();
        order = [.. order.Take(Math.Clamp(sure, limits.Min, limits.Max))];
        float[] boxes = new float[4 * order.Length], features = new float[width * order.Length];
        for (int region = 0; region < order.Length; region++)
        {
            Features.AsSpan(order[region] * width, width).CopyTo(features.AsSpan(region * width));
            for (int side = 0; side < 4; side++)
                boxes[4 * region + side] = Math.Clamp(Boxes[4 * order[region] + side] * (side % 2 == 0 ? UnitX : UnitY), 0, 1);
        }
        return new RegionSet(ImageWidth, ImageHeight, boxes, Pick(Scores, order),
            ClassIds is null ? [.. order.Select(_ => RegionSet.None)] : Pick(ClassIds, order),
            AttributeIds is null ? null : Pick(AttributeIds, order), features);
    }

    private static T[] Pick<T>(T[] values, int[] order) => [.. order.Select(region => values[region])];
}
