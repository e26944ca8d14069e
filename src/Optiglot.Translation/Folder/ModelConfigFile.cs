using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Optiglot.Translation;

/// <summary><c>config.json</c> to and from <see cref="ModelConfig"/>.</summary>
internal static class ModelConfigFile
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Writes the file.</summary>
    public static void Write(string file, ModelConfig config) => File.WriteAllText(file, JsonSerializer.Serialize(config, Options) + "\n");

    /// <summary>Reads and checks the file.</summary>
    /// <exception cref="InvalidDataException">It is damaged, of another version, or contradicts itself.</exception>
    public static ModelConfig Read(string file)
    {
        byte[] text = File.ReadAllBytes(file);
        try
        {
            CheckVersion(file, text);
            var config = StrictJson.Read<ModelConfig>(text, Options);
            config.Validate();
            return config;
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            throw new InvalidDataException(
                $"{file}: not a model's configuration: {OneLine(error.Message)}; take the model folder from its origin again, or train anew", error);
        }
    }

    // Before anything else is looked at: another version may have other fields.
    private static void CheckVersion(string file, byte[] text)
    {
        using var document = JsonDocument.Parse(text);
        if (document.RootElement.ValueKind != JsonValueKind.Object) throw new JsonException("it is no JSON object");
        int version = document.RootElement.TryGetProperty("formatVersion", out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt32(out int number) ? number : throw new JsonException("formatVersion is missing");
        if (version != ModelConfig.CurrentVersion)
            throw new InvalidDataException(
                $"{file}: model folder of format version {version}, this build reads version {ModelConfig.CurrentVersion}: "
                    + $"{(version > ModelConfig.CurrentVersion ? "update Optiglot" : "export the model anew")}");
    }

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").Split(" Path:")[0].TrimEnd('.');
}
