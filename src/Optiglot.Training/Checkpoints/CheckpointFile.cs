using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Optiglot.Training;

/// <summary>
/// A checkpoint: named arrays (weights, moments) and a JSON state (step, data position, streams, best scores) in one file, checked by a hash. The layout is
/// safetensors' (header length, JSON header, arrays), so any tool opens it; the state and the hash are in its metadata. Written beside, flushed, renamed.
/// </summary>
public sealed class CheckpointFile : IDisposable
{
    private const string Format = "optiglot-checkpoint-1", HashKey = "xxh128", NoHash = "00000000000000000000000000000000";

    // Safetensors readers refuse longer headers.
    private const int MaximumHeader = 100_000_000;

    private readonly FileStream stream;
    private readonly long dataStart;
    private readonly Dictionary<string, (CheckpointType Type, long[] Shape, long Start, long End)> entries;
    private readonly JsonElement state;

    private CheckpointFile(string path)
    {
        Path = path;
        stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.SequentialScan);
        try
        {
            (JsonDocument header, dataStart) = ReadHeader();
            using (header)
            {
                JsonElement metadata = header.RootElement.GetProperty("__metadata__");
                if (metadata.GetProperty("format").GetString() != Format) throw Damaged("it is not one of Optiglot's");
                state = JsonDocument.Parse(metadata.GetProperty("state").GetString()!).RootElement;
                entries = Entries(header.RootElement);
                if (entries.Values.Select(entry => entry.End).DefaultIfEmpty(0).Max() != stream.Length - dataStart) throw Damaged("its length is wrong");
                CheckHash(metadata.GetProperty(HashKey).GetString()!);
            }
        }
        catch (Exception cause)
        {
            stream.Dispose();
            if (cause is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or EndOfStreamException or ArgumentException)
                throw Damaged("its header cannot be read", cause);
            throw;
        }
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Names of the arrays, in the order of the file.</summary>
    public IReadOnlyCollection<string> Names => entries.Keys;

    /// <summary>Saves a checkpoint; one that was there before stays whole until the new one is on the disk.</summary>
    /// <param name="path">The file.</param>
    /// <param name="state">Anything System.Text.Json can write.</param>
    /// <param name="buffers">The arrays.</param>
    /// <exception cref="IOException">It cannot be written, for example on a full disk: the checkpoint of before is untouched.</exception>
    public static void Save<T>(string path, T state, IReadOnlyList<CheckpointBuffer> buffers)
    {
        byte[] header = Header(JsonSerializer.Serialize(state), buffers);
        int hashAt = header.AsSpan().IndexOf(Encoding.ASCII.GetBytes(NoHash));
        AtomicFile.Write(path, file =>
        {
            XxHash128 hash = new();
            HashingStream hashed = new(file, hash);
            hashed.Write(header);
            foreach (CheckpointBuffer buffer in buffers)
            {
                long start = hashed.Count;
                buffer.Write(hashed);
                if (hashed.Count - start != buffer.ByteLength)
                    throw new ArgumentException($"{buffer.Name}: {hashed.Count - start} bytes were written, but its shape has {buffer.ByteLength}.");
            }
            file.Seek(hashAt, SeekOrigin.Begin);
            file.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetCurrentHash())));
        });
    }

    /// <summary>Opens a checkpoint and checks its hash.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">It is damaged, or no checkpoint.</exception>
    public static CheckpointFile Open(string path) => File.Exists(path)
        ? new(path)
        : throw new FileNotFoundException($"{path}: there is no such checkpoint; train from the start, or name another run folder.", path);

    /// <summary>The state as it was saved.</summary>
    /// <exception cref="InvalidDataException">It is not a <typeparamref name="T"/>.</exception>
    public T State<T>()
    {
        try
        {
            return state.Deserialize<T>() ?? throw Damaged("its state is empty");
        }
        catch (JsonException cause)
        {
            throw Damaged("its state is of another version", cause);
        }
    }

    /// <summary>Format and shape of an array.</summary>
    /// <exception cref="InvalidDataException">There is no array of this name.</exception>
    public (CheckpointType Type, IReadOnlyList<long> Shape) Describe(string name) => (Entry(name).Type, Entry(name).Shape);

    /// <summary>Reads a part of an array's bytes straight into <paramref name="destination"/>.</summary>
    /// <param name="name">The array.</param>
    /// <param name="destination">Filled whole.</param>
    /// <param name="offset">First byte, from the array's start.</param>
    /// <exception cref="InvalidDataException">There is no array of this name, or it is shorter.</exception>
    public void Read(string name, Span<byte> destination, long offset = 0)
    {
        (_, _, long start, long end) = Entry(name);
        (long size, long wanted) = (end - start, offset + destination.Length);
        if (offset < 0 || wanted > size)
            throw new InvalidDataException($"{Path}: {name} has {size} bytes, but {wanted} are wanted: the checkpoint is of another model.");
        stream.Seek(dataStart + start + offset, SeekOrigin.Begin);
        stream.ReadExactly(destination);
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private static byte[] Header(string state, IReadOnlyList<CheckpointBuffer> buffers)
    {
        JsonObject header = new() { ["__metadata__"] = new JsonObject { [HashKey] = NoHash, ["format"] = Format, ["state"] = state } };
        long offset = 0;
        foreach (CheckpointBuffer buffer in buffers)
        {
            if (header.ContainsKey(buffer.Name)) throw new ArgumentException($"Two arrays are called {buffer.Name}.");
            header[buffer.Name] = new JsonObject
            {
                ["dtype"] = buffer.Type.ToString(),
                ["shape"] = new JsonArray([.. buffer.Shape.Select(axis => (JsonNode)axis)]),
                ["data_offsets"] = new JsonArray(offset, offset += buffer.ByteLength),
            };
        }
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(header);
        byte[] bytes = new byte[(sizeof(long) + json.Length + 7) / 8 * 8];
        bytes.AsSpan().Fill((byte)' ');
        BinaryPrimitives.WriteInt64LittleEndian(bytes, bytes.Length - sizeof(long));
        json.CopyTo(bytes, sizeof(long));
        return bytes;
    }

    private (JsonDocument Header, long DataStart) ReadHeader()
    {
        Span<byte> prefix = stackalloc byte[sizeof(long)];
        stream.ReadExactly(prefix);
        long length = BinaryPrimitives.ReadInt64LittleEndian(prefix);
        if (length < 2 || length > Math.Min(MaximumHeader, stream.Length - sizeof(long))) throw Damaged("its header cannot be read");
        byte[] json = new byte[length];
        stream.ReadExactly(json);
        return (JsonDocument.Parse(json), sizeof(long) + length);
    }

    private static Dictionary<string, (CheckpointType, long[], long, long)> Entries(JsonElement header)
    {
        Dictionary<string, (CheckpointType, long[], long, long)> entries = new(StringComparer.Ordinal);
        foreach (JsonProperty entry in header.EnumerateObject().Where(entry => entry.Name != "__metadata__"))
        {
            long[] offsets = entry.Value.GetProperty("data_offsets").Deserialize<long[]>()!;
            entries.Add(entry.Name, (Enum.Parse<CheckpointType>(entry.Value.GetProperty("dtype").GetString()!),
                entry.Value.GetProperty("shape").Deserialize<long[]>()!, offsets[0], offsets[1]));
        }
        return entries;
    }

    // The hash covers the whole file, with the place of the hash itself as zeros.
    private void CheckHash(string expected)
    {
        byte[] header = new byte[dataStart];
        stream.Seek(0, SeekOrigin.Begin);
        stream.ReadExactly(header);
        int at = header.AsSpan().IndexOf(Encoding.ASCII.GetBytes(expected));
        if (at < 0 || expected.Length != NoHash.Length) throw Damaged("its hash is missing");
        Encoding.ASCII.GetBytes(NoHash).CopyTo(header, at);
        XxHash128 hash = new();
        hash.Append(header);
        hash.Append(stream);
        if (Convert.ToHexStringLower(hash.GetCurrentHash()) != expected) throw Damaged("its contents changed after it was written");
    }

    private (CheckpointType Type, long[] Shape, long Start, long End) Entry(string name) => entries.TryGetValue(name, out var entry)
        ? entry
        : throw new InvalidDataException($"{Path}: has no array {name}: the checkpoint is of another model or stage.");

    private InvalidDataException Damaged(string how, Exception? cause = null) =>
        new($"{Path}: a damaged checkpoint: {how}. Delete it to go on from the one before it, or from the start.", cause);
}
