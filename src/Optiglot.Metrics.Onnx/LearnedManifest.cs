using System.Text.Json;
using System.Text.Json.Serialization;

namespace Optiglot.Metrics.Onnx;

/// <summary>Describes a learned metric in a JSON file: the model, its tokeniser, what goes in and what comes out. Keys are in camel case.</summary>
public sealed record LearnedManifest
{
    private const int ShortestMaximum = 8;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>Name in reports and signatures.</summary>
    public required string Name { get; init; }

    /// <summary>The model, an ONNX file; data it keeps in files of its own lies beside it.</summary>
    public required LearnedFile Model { get; init; }

    /// <summary>How text becomes ids.</summary>
    public required LearnedTokenizer Tokenizer { get; init; }

    /// <summary>What the model reads: texts one by one (COMET), or joined (CometKiwi, BLEURT). What is not named here is not needed for scoring.</summary>
    public required IReadOnlyList<LearnedSequence> Sequences { get; init; }

    /// <summary>Name of the graph's output, one number a segment.</summary>
    public required string Output { get; init; }

    /// <summary>The output is multiplied with this.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>What is added to a score after scaling.</summary>
    public double Shift { get; init; }

    /// <summary>Whether a larger score is a better one.</summary>
    public bool HigherIsBetter { get; init; } = true;

    /// <summary>Ids a sequence at most; the longest part of a longer one is cut short at its end.</summary>
    public int MaximumLength { get; init; } = 512;

    /// <summary>Ids of a batch at most, padding included; bounds memory.</summary>
    public int BatchIds { get; init; } = 4096;

    /// <summary>The file this was read from.</summary>
    [JsonIgnore]
    public string Path { get; init; } = "";

    /// <summary>Reads a manifest and checks it.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">Not JSON, an unknown or missing key, or a value that cannot be.</exception>
    public static LearnedManifest Load(string path)
    {
        if (!File.Exists(path)) throw new FileNotFoundException($"{path}: no such manifest of a learned metric", path);
        try
        {
            var manifest = JsonSerializer.Deserialize<LearnedManifest>(File.ReadAllBytes(path), Json)
                ?? throw new InvalidDataException($"{path}: the manifest is empty");
            manifest = manifest with { Path = path };
            manifest.Check();
            return manifest;
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{path}: not a manifest of a learned metric: {error.Message.ReplaceLineEndings(" ")}", error);
        }
    }

    /// <summary>Whether a text is read.</summary>
    internal bool Needs(LearnedPart part) => Sequences.Any(sequence => sequence.Parts.Contains(part));

    private void Check()
    {
        Require(Sequences.All(sequence => sequence is not null), "`sequences` must not hold null");
        string[] inputs = [.. Sequences.SelectMany(sequence => sequence.Inputs)];
        Require(Name.Length > 0 && !Name.Contains('|'), "`name` must not be empty, nor have a | in it");
        Require(Tokenizer.Kind is "sentencepiece" or "wordpiece", $"there is no tokeniser of kind '{Tokenizer.Kind}'; use sentencepiece or wordpiece");
        Require(Needs(LearnedPart.Hypothesis), "`sequences` must have the hypothesis among their parts");
        Require(Sequences.All(sequence => sequence.Parts is [_, ..] parts && parts.Distinct().Count() == parts.Count), "`parts` must name texts, each once");
        Require(inputs.Distinct().Count() == inputs.Length, "each input of the model may be named once");
        Require(double.IsFinite(Scale) && Scale != 0 && double.IsFinite(Shift), "`scale` must be a number other than 0, `shift` a number");
        Require(MaximumLength >= ShortestMaximum && BatchIds >= 1, $"`maximumLength` must be {ShortestMaximum} or more, `batchIds` 1 or more");
    }

    private void Require(bool holds, string message)
    {
        if (!holds) throw new InvalidDataException($"{Path}: {message}");
    }
}
