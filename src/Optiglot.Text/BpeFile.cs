using System.Text.Encodings.Web;
using System.Text.Json;

namespace Optiglot.Text;

/// <summary>The BPE file: JSON with the kind, a version, the pieces in the order of their ids, and the merges, best first, as <c>"left right"</c>.</summary>
internal static class BpeFile
{
    public const string Kind = "bpe";

    private const int Version = 1;

    private static readonly JsonWriterOptions Readable = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(string file, BpeModel model) => AtomicFile.WriteText(file, text =>
    {
        using (var writer = new Utf8JsonWriter(text.BaseStream, Readable))
        {
            writer.WriteStartObject();
            writer.WriteString("kind", Kind);
            writer.WriteNumber("version", Version);
            writer.WriteStartArray("pieces");
            foreach (string piece in model.Pieces)
                writer.WriteStringValue(piece);
            writer.WriteEndArray();
            writer.WriteStartArray("merges");
            foreach ((string left, string right) in model.Merges)
                writer.WriteStringValue($"{left} {right}");
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        text.WriteLine();
    });

    public static BpeModel Read(string file)
    {
        if (!File.Exists(file))
            throw new FileNotFoundException($"{file}: no BPE file there; training writes it into the model folder.", file);
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
            JsonElement root = document.RootElement;
            if (root.GetProperty("kind").GetString() != Kind)
                throw new InvalidDataException($"its kind is not '{Kind}'");
            if (root.GetProperty("version").GetInt32() != Version)
                throw new InvalidDataException($"its version is not {Version}");
            string[] pieces = [.. root.GetProperty("pieces").EnumerateArray().Select(Text)];
            if (!pieces.AsSpan().StartsWith(BpeTokenizer.Specials))
                throw new InvalidDataException($"its pieces do not begin with {string.Join(' ', BpeTokenizer.Specials)}");
            return new BpeModel(pieces, [.. root.GetProperty("merges").EnumerateArray().Select(merge => Pair(Text(merge)))]);
        }
        catch (Exception error) when (error is JsonException or InvalidDataException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException(
                $"{file}: not a usable BPE file ({error.Message.ReplaceLineEndings(" ").TrimEnd('.')}): restore it, or train again.", error);
        }
    }

    private static string Text(JsonElement element) => element.GetString() ?? throw new InvalidDataException("a piece is null");

    private static (string Left, string Right) Pair(string merge)
    {
        string[] parts = merge.Split(' ');
        return parts is [{ Length: > 0 } left, { Length: > 0 } right] ? (left, right)
            : throw new InvalidDataException($"'{merge}' is not a merge of two pieces");
    }
}
