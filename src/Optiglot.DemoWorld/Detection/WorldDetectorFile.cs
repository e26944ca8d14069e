using System.Text.Json;

namespace Optiglot.DemoWorld;

/// <summary>What a world detector has learned, as its JSON file holds it.</summary>
internal sealed record WorldDetectorFile
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Says what the file is.</summary>
    public string Kind { get; init; } = WorldDetector.Name;

    /// <summary>Seed of the catalogue.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Names of the nouns.</summary>
    public required string[] ClassNames { get; init; }

    /// <summary>Names of the colours.</summary>
    public required string[] AttributeNames { get; init; }

    /// <summary>`[features]`.</summary>
    public required float[] Mean { get; init; }

    /// <summary>`[features]`.</summary>
    public required float[] Scale { get; init; }

    /// <summary>`[classes, features+1]`.</summary>
    public required float[] ClassWeights { get; init; }

    /// <summary>`[attributes, features+1]`.</summary>
    public required float[] AttributeWeights { get; init; }
}
