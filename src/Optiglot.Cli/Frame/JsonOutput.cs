using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Optiglot.Cli;

/// <summary>How results are written as JSON: names in snake case, letters as they are.</summary>
internal static class JsonOutput
{
    /// <summary>One line an object, for streams.</summary>
    public static JsonSerializerOptions OneLine { get; } = Make(indented: false);

    /// <summary>For one object that people may read too.</summary>
    public static JsonSerializerOptions Indented { get; } = Make(indented: true);

    private static JsonSerializerOptions Make(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = indented,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };
}
