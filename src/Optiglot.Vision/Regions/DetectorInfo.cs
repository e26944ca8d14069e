using System.Text;
using System.Text.Json;

namespace Optiglot.Vision;

/// <summary>Who found the regions: models and region stores keep it, so that vectors of two detectors are never mixed.</summary>
public sealed record DetectorInfo
{
    /// <summary>Short name, such as `yolox-nano`.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the detector's weights, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Numbers in each region's feature vector.</summary>
    public required int FeatureWidth { get; init; }

    /// <summary>
    /// Where the features come from (tensors, strides, grid, scaling), for detectors that pool them: the same weights pooled otherwise give other
    /// vectors.
    /// </summary>
    public string FeatureSource { get; init; } = "";

    /// <summary>Name of each class id.</summary>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <summary>Name of each attribute id; empty where the detector gives none.</summary>
    public IReadOnlyList<string> AttributeNames { get; init; } = [];

    private const int MostFeatures = 1 << 20;

    private static readonly JsonSerializerOptions Json = new() { RespectNullableAnnotations = true };

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">It is no such text, or a value cannot be.</exception>
    public static DetectorInfo FromJson(string text)
    {
        var info = StrictJson.Read<DetectorInfo>(Encoding.UTF8.GetBytes(text), Json);
        try
        {
            info.Validate();
            return info;
        }
        catch (ArgumentException error)
        {
            throw new JsonException(error.Message, error);
        }
    }

    /// <summary>As it stands in region stores and runs.</summary>
    public string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>Refuses values that cannot be.</summary>
    /// <exception cref="ArgumentException">The feature width; the message says so.</exception>
    public void Validate()
    {
        if (FeatureWidth is < 0 or > MostFeatures) throw new ArgumentException($"a detector with {FeatureWidth} features a region cannot be");
    }

    /// <summary>Name of a class id, or null for <see cref="RegionSet.None"/> and ids without a name.</summary>
    public string? ClassName(int id) => id >= 0 && id < ClassNames.Count ? ClassNames[id] : null;

    /// <summary>Name of an attribute id, or null for <see cref="RegionSet.None"/> and ids without a name.</summary>
    public string? AttributeName(int id) => id >= 0 && id < AttributeNames.Count ? AttributeNames[id] : null;
}
