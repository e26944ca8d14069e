using System.Text;
using System.Text.Json;

namespace Optiglot.Networks;

/// <summary>The header of a safetensors file: eight bytes of length, then JSON; checked against the file before anything is believed.</summary>
internal static class SafetensorsHeader
{
    private const long MostBytes = 100_000_000;
    private const int MostAxes = 16;

    internal static (List<SafetensorsEntry> Entries, Dictionary<string, string> Metadata, long DataStart) Read(Stream stream, string path)
    {
        long fileLength = stream.Length;
        Span<byte> prefix = stackalloc byte[8];
        Check(fileLength >= 8, path, "is too short to be one");
        stream.ReadExactly(prefix);
        ulong length = BitConverter.ToUInt64(prefix);
        Check(length <= MostBytes && 8 + (long)length <= fileLength, path, $"says its header has {length} bytes, more than the file or the limit holds");
        byte[] text = new byte[length];
        stream.ReadExactly(text);
        var entries = new List<SafetensorsEntry>();
        var metadata = new Dictionary<string, string>();
        long dataStart = 8 + (long)length;
        try
        {
            using JsonDocument header = JsonDocument.Parse(text);
            foreach (JsonProperty property in header.RootElement.EnumerateObject())
            {
                if (property.Name == "__metadata__")
                    foreach (JsonProperty pair in property.Value.EnumerateObject()) metadata[pair.Name] = pair.Value.GetString() ?? "";
                else
                    entries.Add(Entry(property, path, fileLength - dataStart));
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new InvalidDataException($"{path}: its header is not the JSON of a safetensors file ({error.Message}); get the file again", error);
        }

        CheckLayout(entries, path);
        return (entries, metadata, dataStart);
    }

    internal static byte[] Write(IReadOnlyList<SafetensorsEntry> entries, IReadOnlyDictionary<string, string>? metadata)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                json.WriteStartObject("__metadata__");
                foreach ((string key, string value) in metadata) json.WriteString(key, value);
                json.WriteEndObject();
            }

            foreach (SafetensorsEntry entry in entries)
            {
                json.WriteStartObject(entry.Name);
                json.WriteString("dtype", SafetensorsTypes.NameOf(entry.Type));
                json.WriteStartArray("shape");
                foreach (long size in entry.Shape) json.WriteNumberValue(size);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(entry.Start);
                json.WriteNumberValue(entry.Start + entry.Bytes);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        // Padded with spaces so that data starts on an 8-byte border.
        int padding = (int)((8 - (buffer.Length % 8)) % 8);
        buffer.Write(Encoding.ASCII.GetBytes(new string(' ', padding)));
        return buffer.ToArray();
    }

    private static SafetensorsEntry Entry(JsonProperty property, string path, long dataLength)
    {
        string name = property.Name, typeName = property.Value.GetProperty("dtype").GetString() ?? "";
        long[] shape = [.. property.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())];
        long[] offsets = [.. property.Value.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt64())];
        Check(SafetensorsTypes.TryParse(typeName, out var type), path, $"has tensor {name} of unknown type {typeName}");
        Check(offsets.Length == 2 && offsets[0] >= 0 && offsets[1] >= offsets[0] && offsets[1] <= dataLength, path, $"puts tensor {name} outside the file");
        var entry = new SafetensorsEntry(name, type, shape, offsets[0], offsets[1] - offsets[0]);
        string sizes = string.Join(", ", shape);
        Check(SizeOf(shape, type) == entry.Bytes, path, $"gives tensor {name} of shape [{sizes}] and type {typeName} {entry.Bytes} bytes");
        return entry;
    }

    // Bytes of a tensor; null where a size is negative or the sizes, zeros aside (they could hide others), multiply past any memory.
    private static long? SizeOf(long[] shape, SafetensorsType type)
    {
        if (shape.Length > MostAxes) return null;
        Int128 product = SafetensorsTypes.SizeOf(type);
        foreach (long size in shape)
        {
            if (size < 0) return null;
            if (size > 0) product *= size;
            if (product > long.MaxValue) return null;
        }

        return shape.Contains(0) ? 0 : (long)product;
    }

    private static void CheckLayout(List<SafetensorsEntry> entries, string path)
    {
        HashSet<string> names = [];
        long end = 0;
        foreach (SafetensorsEntry entry in entries.OrderBy(entry => entry.Start).ThenBy(entry => entry.Bytes))
        {
            Check(names.Add(entry.Name), path, $"has tensor {entry.Name} twice");
            Check(entry.Start >= end, path, $"lets tensor {entry.Name} overlap another");
            end = entry.Start + entry.Bytes;
        }
    }

    private static void Check(bool holds, string path, string what)
    {
        if (!holds) throw new InvalidDataException($"{path}: not a sound safetensors file: it {what}; get the file again");
    }
}
