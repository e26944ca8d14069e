using System.Text.Json;
using System.Text.Json.Serialization;

namespace Optiglot.Vision;

/// <summary>Describes, in a JSON file, a detector that is put together from others, which it names.</summary>
internal sealed record ComposedManifest
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>Short name, kept in region stores and models.</summary>
    public required string Name { get; init; }

    /// <summary>`grid`, `boxes-and-vectors` or `joined`.</summary>
    public required string Kind { get; init; }

    /// <summary>`boxes-and-vectors`: the detector whose boxes, names and scores are kept.</summary>
    public string? Boxes { get; init; }

    /// <summary>`grid`, `boxes-and-vectors`: the network of kind `features` that describes them.</summary>
    public string? Vectors { get; init; }

    /// <summary>`grid`: cells from top to bottom.</summary>
    public int Rows { get; init; }

    /// <summary>`grid`: cells from left to right.</summary>
    public int Columns { get; init; }

    /// <summary>`joined`: the detectors whose regions make one set.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    /// <summary>The file this was read from.</summary>
    [JsonIgnore]
    public string Path { get; init; } = "";

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="InvalidDataException">Not JSON, an unknown or missing key, or a value that cannot be.</exception>
    public static ComposedManifest Load(string path)
    {
        try
        {
            var manifest = StrictJson.Read<ComposedManifest>(File.ReadAllBytes(path), Json) with { Path = System.IO.Path.GetFullPath(path) };
            manifest.Check();
            return manifest;
        }
        catch (JsonException error)
        {
            string mend = "detectors/yolox-resnet18-grid.json shows how one looks";
            throw new InvalidDataException($"{path}: not a detector manifest: {error.Message.ReplaceLineEndings(" ")}; {mend}", error);
        }
    }

    private void Check()
    {
        string? missing = Kind switch
        {
            GridDetector.Kind when Vectors is null => "`vectors`, the name of a feature network",
            GridDetector.Kind when Rows is < 1 or > GridDetector.MostCells || Columns is < 1 or > GridDetector.MostCells =>
                $"`rows` and `columns` from 1 to {GridDetector.MostCells}",
            BoxesAndVectorsDetector.Kind when Boxes is null || Vectors is null => "`boxes` and `vectors`, names of a detector and of a feature network",
            JoinedDetector.Kind when Parts.Count < 2 => "two or more `parts`, names of detectors",
            _ => null,
        };
        if (missing is not null) throw new InvalidDataException($"{Path}: a detector of kind {Kind} needs {missing}; add that");
    }
}
