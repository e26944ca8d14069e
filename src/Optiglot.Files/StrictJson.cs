using System.Text.Json;

namespace Optiglot;

/// <summary>Reads JSON files that hands may have changed: whatever is wrong with one is a <see cref="JsonException"/>.</summary>
public static class StrictJson
{
    /// <summary>Reads a value. Besides what the options check, a list has no nulls in it.</summary>
    /// <param name="utf8">The file's bytes.</param>
    /// <param name="options">Names, converters, comments.</param>
    /// <exception cref="JsonException">Not JSON, empty, or not such a value.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> utf8, JsonSerializerOptions options) where T : class
    {
        JsonDocumentOptions how = new()
        {
            AllowTrailingCommas = options.AllowTrailingCommas, CommentHandling = options.ReadCommentHandling, MaxDepth = options.MaxDepth
        };
        if (utf8.Span.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        using JsonDocument document = JsonDocument.Parse(utf8, how);
        RefuseNulls(document.RootElement);
        try
        {
            return document.Deserialize<T>(options) ?? throw new JsonException("it is empty");
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException or NotSupportedException or OverflowException)
        {
            throw new JsonException(error.Message, error);
        }
    }

    private static void RefuseNulls(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in element.EnumerateObject()) RefuseNulls(property.Value);
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in element.EnumerateArray())
            {
                if (item.ValueKind == JsonValueKind.Null) throw new JsonException("a list has a null in it");
                RefuseNulls(item);
            }
        }
    }
}
