using System.Text.Json;
using System.Text.Json.Serialization;

namespace Optiglot.Vision;

/// <summary>Describes a network in a JSON file: where its weights come from, what goes in, what comes out, what its classes are called.</summary>
public sealed record DetectorManifest
{
    private const string Mend = "detectors/yolox-nano.json shows how one looks";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        WriteIndented = true,
    };

    /// <summary>Short name, kept in region stores and models.</summary>
    public required string Name { get; init; }

    /// <summary>`yolox`, `bottom-up`, or `features`: a network that describes any part of a picture but finds none.</summary>
    public required string Kind { get; init; }

    /// <summary>Where the weights come from, and their licence.</summary>
    public required ModelSource Model { get; init; }

    /// <summary>How a picture is brought in.</summary>
    public required InputLayout Input { get; init; }

    /// <summary>
    /// The graph's outputs by role. `yolox`: `predictions`. `bottom-up`: `boxes`, `scores`, `classes`, `features`, and, where there are, `attributes`.
    /// `features`: none.
    /// </summary>
    public IReadOnlyDictionary<string, string> Outputs { get; init; } = new Dictionary<string, string>();

    /// <summary>`yolox`: pixels a cell of each prediction grid, in the order the graph puts them.</summary>
    public IReadOnlyList<int> Strides { get; init; } = [8, 16, 32];

    /// <summary>`yolox`, `features`: the inner tensors a region's vector is pooled from.</summary>
    public IReadOnlyList<FeatureMap> FeatureMaps { get; init; } = [];

    /// <summary>`features`: colours as further numbers of each vector; null: none.</summary>
    public ColorPart? Color { get; init; }

    /// <summary>`bottom-up`: unit of the boxes: `input` (pixels of the resized picture), `image` (pixels of the file's picture) or `fraction` (0..1).</summary>
    public string BoxUnit { get; init; } = "input";

    /// <summary>`bottom-up`: numbers a feature vector, needed where the graph does not say.</summary>
    public int? FeatureWidth { get; init; }

    /// <summary>Name of each class id.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Name of each attribute id.</summary>
    public IReadOnlyList<string> Attributes { get; init; } = [];

    /// <summary>A file beside the weights that names the classes, one a line, where <see cref="Labels"/> does not.</summary>
    public string? LabelFile { get; init; }

    /// <summary>A file beside the weights that names the attributes, one a line, where <see cref="Attributes"/> does not.</summary>
    public string? AttributeFile { get; init; }

    /// <summary>The file this was read from.</summary>
    [JsonIgnore]
    public string Path { get; init; } = "";

    /// <summary>Reads a manifest and checks it.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">Not JSON, an unknown or missing key, or a value that cannot be.</exception>
    public static DetectorManifest Load(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"{path}: no such detector manifest; give the path of one, or a name in the folder `detectors`");
        try
        {
            var manifest = StrictJson.Read<DetectorManifest>(File.ReadAllBytes(path), Json) with { Path = System.IO.Path.GetFullPath(path) };
            manifest.Check();
            return manifest;
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{path}: not a detector manifest: {error.Message.ReplaceLineEndings(" ")}; {Mend}", error);
        }
    }

    private void Check()
    {
        const int MostGrid = 64;
        string? wrong = Name.Length == 0 ? "`name` is empty"
            : Model.File.Length == 0 ? "`model.file` is empty"
            : Strides.Count == 0 || Strides.Any(stride => stride < 1) ? "`strides` are pixels, 1 or more"
            : FeatureMaps.Any(map => map.Stride < 1 || map.Grid is < 1 or > MostGrid) ? $"a feature map has `stride` 1 or more and `grid` from 1 to {MostGrid}"
            : FeatureWidth < 1 ? "`featureWidth` is 1 or more"
            : Outputs.FirstOrDefault(output => output.Value is null).Key is { } role ? $"`outputs` has no name for `{role}`"
            : Input.Fault();
        if (wrong is not null) throw new InvalidDataException($"{Path}: {wrong}; correct the manifest");
    }

    /// <summary>Finds a manifest by path, or by name in a folder `detectors` beside the program or in the working folder or one above it.</summary>
    /// <exception cref="FileNotFoundException">There is none; the message lists the names there are.</exception>
    public static DetectorManifest Find(string nameOrPath) => Load(DetectorFiles.Find(nameOrPath, []));

    /// <summary>The graph's name of an output.</summary>
    /// <exception cref="InvalidDataException">The manifest does not name it.</exception>
    internal string Output(string role) => Outputs.TryGetValue(role, out string? name) ? name :
        throw new InvalidDataException($"{Path}: `outputs` needs `{role}` for a {Kind} detector; add it");
}
