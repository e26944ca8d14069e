using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Optiglot.Bench;

/// <summary>How jobs, results and reports are written: snake case, as the peers' Python reads them.</summary>
public static class BenchJson
{
    /// <summary>For people and for git.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Reads one object.</summary>
    /// <param name="text">JSON.</param>
    /// <param name="origin">What it is, for the error.</param>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public static T Read<T>(string text, string origin)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, Options) ?? throw new JsonException("it is empty");
        }
        catch (JsonException cause)
        {
            throw new InvalidDataException($"{origin}: not the JSON of a benchmark: {cause.Message.ReplaceLineEndings(" ")}", cause);
        }
    }

    /// <summary>Writes one object.</summary>
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);
}
