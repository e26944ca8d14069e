namespace Optiglot.Vision;

/// <summary>
/// The regions of one picture: where they are, what they are called, and a vector that describes each. First the boxes that a detector found, best score
/// first, then the cells of a grid, if there is one, with score 0.
/// </summary>
public sealed class RegionSet
{
    /// <summary>Class or attribute id of a region that has none (the whole-image region, detectors without attributes).</summary>
    public const int None = -1;

    /// <summary>Class id of a grid's cell: it is no thing, so it has no name and no score, and no limit on regions takes it away.</summary>
    public const int Cell = -2;

    /// <summary>Numbers put after each feature vector by <see cref="CopyVectors"/>: x1 y1 x2 y2 w h.</summary>
    public const int BoxNumbers = 6;

    /// <summary>Makes a set; the arrays are kept, not copied.</summary>
    /// <param name="imageWidth">Width of the upright picture, pixels.</param>
    /// <param name="imageHeight">Height of the upright picture, pixels.</param>
    /// <param name="boxes">`[regions, 4]`: x1 y1 x2 y2, fractions of the picture in 0..1.</param>
    /// <param name="scores">`[regions]`: confidence in 0..1.</param>
    /// <param name="classIds">`[regions]`: index into <see cref="DetectorInfo.ClassNames"/>, <see cref="None"/> or, last of all, <see cref="Cell"/>.</param>
    /// <param name="attributeIds">`[regions]`: index into <see cref="DetectorInfo.AttributeNames"/>, or <see cref="None"/>; null: none has one.</param>
    /// <param name="features">`[regions, features]`.</param>
    /// <exception cref="ArgumentException">The lengths disagree.</exception>
    public RegionSet(int imageWidth, int imageHeight, float[] boxes, float[] scores, int[] classIds, int[]? attributeIds, float[] features)
    {
        Count = scores.Length;
        attributeIds ??= Enumerable.Repeat(None, Count).ToArray();
        if (boxes.Length != 4 * Count || classIds.Length != Count || attributeIds.Length != Count)
            throw new ArgumentException(
                $"{Count} scores need {4 * Count} box numbers, {Count} class and attribute ids; got {boxes.Length}, {classIds.Length}, {attributeIds.Length}");
        if (Count == 0 ? features.Length != 0 : features.Length % Count != 0)
            throw new ArgumentException($"{features.Length} feature numbers cannot be shared among {Count} regions");
        (ImageWidth, ImageHeight) = (imageWidth, imageHeight);
        (Boxes, Scores, ClassIds, AttributeIds, Features) = (boxes, scores, classIds, attributeIds, features);
        FeatureWidth = Count == 0 ? 0 : features.Length / Count;
        CellCount = classIds.Reverse().TakeWhile(id => id == Cell).Count();
    }

    /// <summary>Width of the upright picture, pixels.</summary>
    public int ImageWidth { get; }

    /// <summary>Height of the upright picture, pixels.</summary>
    public int ImageHeight { get; }

    /// <summary>Number of regions of the picture.</summary>
    public int Count { get; }

    /// <summary>How many regions, the last ones, are cells of a grid.</summary>
    public int CellCount { get; }

    /// <summary>Numbers in each region's feature vector (0 for an empty set).</summary>
    public int FeatureWidth { get; }

    /// <summary>`[regions, 4]`: x1 y1 x2 y2, fractions of the picture in 0..1.</summary>
    public float[] Boxes { get; }

    /// <summary>`[regions]`: confidence in 0..1, falling; 0 for cells.</summary>
    public float[] Scores { get; }

    /// <summary>`[regions]`: index into the detector's class names, <see cref="None"/> or <see cref="Cell"/>.</summary>
    public int[] ClassIds { get; }

    /// <summary>`[regions]`: index into the detector's attribute names, or <see cref="None"/>.</summary>
    public int[] AttributeIds { get; }

    /// <summary>A vector of the detector's for each region, <c>[regions, features]</c>.</summary>
    public float[] Features { get; }

    /// <summary>This set with at most so many boxes, the best; the cells of a grid all stay.</summary>
    public RegionSet Limit(int boxes)
    {
        int surplus = Count - CellCount - boxes;
        return surplus <= 0 ? this : new RegionSet(ImageWidth, ImageHeight,
            Without(Boxes), Without(Scores), Without(ClassIds), Without(AttributeIds), Without(Features));

        T[] Without<T>(T[] values)
        {
            int width = values.Length / Count;
            return [.. values.AsSpan(0, boxes * width), .. values.AsSpan((boxes + surplus) * width)];
        }
    }

    /// <summary>Writes the model's region vectors `[regions, features+6]`: the feature, then x1 y1 x2 y2 w h, all in 0..1 (DESIGN section 2).</summary>
    /// <exception cref="ArgumentException">The span is shorter than `regions * (features+6)`.</exception>
    public void CopyVectors(Span<float> destination)
    {
        int width = FeatureWidth + BoxNumbers;
        if (destination.Length < Count * width) throw new ArgumentException($"{Count} region vectors of {width} numbers do not fit in {destination.Length}");
        for (int region = 0; region < Count; region++)
        {
            var row = destination.Slice(region * width, width);
            var box = Boxes.AsSpan(4 * region, 4);
            Features.AsSpan(region * FeatureWidth, FeatureWidth).CopyTo(row);
            box.CopyTo(row[FeatureWidth..]);
            row[FeatureWidth + 4] = box[2] - box[0];
            row[FeatureWidth + 5] = box[3] - box[1];
        }
    }
}
