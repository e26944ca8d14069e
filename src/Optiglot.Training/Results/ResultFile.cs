using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Optiglot.Training;

/// <summary>Writes and reads <c>results/&lt;recipe&gt;.json</c> and the hypotheses beside it.</summary>
public static class ResultFile
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        // Signatures have + and |: written as they are.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the hypotheses of every set, then the result that names them.</summary>
    /// <param name="folder">The results folder, <c>results</c>; the result names its hypotheses by this folder's own name.</param>
    /// <param name="result">The result.</param>
    /// <param name="hypotheses">The lines of each set, as they were scored.</param>
    /// <returns>The path of the result file.</returns>
    /// <exception cref="ArgumentException">A hypothesis has a line break, or a set's number of lines is not the number scored.</exception>
    /// <exception cref="IOException">Something cannot be written.</exception>
    public static string Write(string folder, ExperimentResult result, IReadOnlyDictionary<string, IReadOnlyList<string>> hypotheses)
    {
        SortedDictionary<string, string> files = new(StringComparer.Ordinal);
        foreach ((string set, IReadOnlyList<string> lines) in hypotheses)
        {
            if (lines.Any(line => line.AsSpan().IndexOfAny('\n', '\r') >= 0)) throw new ArgumentException($"A hypothesis of {set} has a line break.");
            if (result.Scores.TryGetValue(set, out ExperimentScore? score) && score.Lines != lines.Count)
                throw new ArgumentException($"{set} has {lines.Count} hypotheses, but {score.Lines} lines were scored.");
            AtomicFile.WriteText(Path.Combine(folder, result.Recipe, set + ".hyp"), string.Concat(lines.Select(line => line + "\n")));
            files[set] = $"{Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))}/{result.Recipe}/{set}.hyp";
        }
        string path = Path.Combine(folder, result.Recipe + ".json");
        AtomicFile.WriteText(path, JsonSerializer.Serialize(result with { Hypotheses = files }, Json) + "\n");
        return path;
    }

    /// <summary>Reads a result from its file.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">It is not a result.</exception>
    public static ExperimentResult Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<ExperimentResult>(File.ReadAllBytes(path), Json) ?? throw new JsonException("it is empty");
        }
        catch (JsonException cause)
        {
            throw new InvalidDataException($"{path}: not a result file: {cause.Message}", cause);
        }
    }
}
