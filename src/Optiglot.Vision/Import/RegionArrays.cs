using System.Numerics.Tensors;

namespace Optiglot.Vision;

/// <summary>The arrays of a NumPy file side by side, a picture at a time.</summary>
internal sealed class RegionArrays
{
    private const int MostNumbers = 1 << 28;

    private readonly NpyReader _features;
    private readonly NpyReader? _boxes, _scores, _classes, _attributes, _width, _height;
    private readonly int _regions, _featureWidth, _rows, _columns;

    /// <summary>Opens the arrays and checks their shapes against the features'.</summary>
    /// <exception cref="InvalidDataException">No features, or shapes that do not fit.</exception>
    public RegionArrays(NumpyFile file, string path, bool onePicture)
    {
        _features = file.Find("features", "x") ?? throw new InvalidDataException($"{path}: no array `features` or `x` in it; name it so");
        long[] shape = onePicture ? [1, .. _features.Shape] : _features.Shape;
        if (shape.Length is < 2 or > 4 || shape.Skip(1).Aggregate(1.0, (product, size) => product * size) is 0 or > MostNumbers)
            throw new InvalidDataException(
                $"{path}: features of shape [{string.Join(", ", _features.Shape)}] cannot be read; save them as [pictures, regions, features]");
        Pictures = shape[0];
        (_rows, _columns) = shape.Length == 4 ? ((int)shape[2], (int)shape[3]) : (1, 1);
        (_regions, _featureWidth) = shape.Length switch
        {
            2 => (1, (int)shape[1]),
            3 => ((int)shape[1], (int)shape[2]),
            _ => (_rows * _columns, (int)shape[1]),
        };
        NpyReader? Beside(int numbers, params string[] names)
        {
            var array = file.Find(names);
            double wanted = (double)Pictures * numbers;
            return array is null || array.Count == wanted ? array :
                throw new InvalidDataException($"{path}: `{names[0]}` has shape [{string.Join(", ", array.Shape)}], but {wanted} numbers are needed");
        }
        (_boxes, _scores) = (Beside(4 * _regions, "boxes", "bbox"), Beside(_regions, "scores", "objects_conf"));
        (_classes, _attributes) = (Beside(_regions, "classes", "objects_id"), Beside(_regions, "attributes", "attrs_id"));
        (_width, _height) = (Beside(1, "image_w"), Beside(1, "image_h"));
    }

    /// <summary>How many there are.</summary>
    public long Pictures { get; }

    /// <summary>Regions of the next picture.</summary>
    public RegionSet Next(RegionLimits limits)
    {
        float[] boxes = Numbers(_boxes, 4 * _regions) ?? Grid(), features = Numbers(_features, _regions * _featureWidth)!;
        int width = (int)(Numbers(_width, 1)?[0] ?? 0), height = (int)(Numbers(_height, 1)?[0] ?? 0);
        bool pixels = TensorPrimitives.Max<float>(boxes) > 1.001f;
        if (pixels && (width < 1 || height < 1)) throw new InvalidDataException("its boxes are pixels, but image_w and image_h are missing");
        return new RegionSelection
        {
            ImageWidth = width,
            ImageHeight = height,
            Boxes = boxes,
            UnitX = pixels ? 1f / width : 1,
            UnitY = pixels ? 1f / height : 1,
            Scores = Numbers(_scores, _regions) ?? [.. Enumerable.Repeat(1f, _regions)],
            ClassIds = Ids(_classes),
            AttributeIds = Ids(_attributes),
            Features = _rows * _columns > 1 ? RegionsFirst(features) : features,
        }.Select(limits);
    }

    private static float[]? Numbers(NpyReader? array, int count)
    {
        if (array is null) return null;
        float[] numbers = new float[count];
        array.Read(numbers);
        return numbers;
    }

    private int[]? Ids(NpyReader? array) => Numbers(array, _regions) is { } ids ? Array.ConvertAll(ids, id => (int)id) : null;

    /// <summary>The grid's cells; for regions without boxes, the whole picture each.</summary>
    private float[] Grid() =>
        [.. Enumerable.Range(0, _regions).SelectMany(region => (float[])(_rows * _columns == 1 ? [0, 0, 1, 1] : Cell(region / _columns, region % _columns)))];

    private float[] Cell(int row, int column) =>
        [(float)column / _columns, (float)row / _rows, (column + 1f) / _columns, (row + 1f) / _rows];

    /// <summary>`[features, regions]` to `[regions, features]`.</summary>
    private float[] RegionsFirst(float[] features)
    {
        float[] turned = new float[features.Length];
        for (int feature = 0; feature < _featureWidth; feature++)
            for (int region = 0; region < _regions; region++) turned[region * _featureWidth + feature] = features[feature * _regions + region];
        return turned;
    }
}
