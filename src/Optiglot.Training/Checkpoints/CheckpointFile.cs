using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using Optiglot.Networks;

namespace Optiglot.Training;

/// <summary>
/// A checkpoint: named arrays (weights, moments) and a JSON state (step, data position, streams, best scores) in one file, checked by a hash. The layout is
/// safetensors' (header length, JSON header, arrays), so any tool opens it; the state and the hash are in its metadata. Written beside, flushed, renamed.
/// </summary>
internal sealed class CheckpointFile : IDisposable
{
    private const string Format = "optiglot-checkpoint-1", HashKey = "xxh128", NoHash = "00000000000000000000000000000000";

    // The hash is the first thing in the header.
    private const int BytesToHash = 128;

    private static readonly JsonSerializerOptions Strict = new() { RespectNullableAnnotations = true };

    private readonly FileStream stream;
    private readonly long dataStart;
    private readonly Dictionary<string, SafetensorsEntry> entries;
    private readonly string state, hash;

    private CheckpointFile(string path)
    {
        Path = path;
        stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.SequentialScan);
        try
        {
            (List<SafetensorsEntry> found, Dictionary<string, string> metadata, dataStart) = ReadHeader();
            if (metadata.GetValueOrDefault("format") != Format) throw Damaged("it is not one of Optiglot's");
            if (found.Sum(entry => entry.Bytes) != stream.Length - dataStart) throw Damaged("its length is wrong");
            hash = metadata.GetValueOrDefault(HashKey) ?? "";
            entries = found.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
            state = metadata.GetValueOrDefault("state") ?? "null";
        }
        catch
        {
            stream.Dispose();
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
    /// <exception cref="ArgumentException">Two arrays have one name, or one wrote more or fewer bytes than its shape has.</exception>
    /// <exception cref="IOException">It cannot be written, for example on a full disk: the checkpoint of before is untouched.</exception>
    public static void Save<T>(string path, T state, IReadOnlyList<SafetensorsTensor> buffers)
    {
        Dictionary<string, string> metadata = new() { [HashKey] = NoHash, ["format"] = Format, ["state"] = JsonSerializer.Serialize(state) };
        AtomicFile.Write(path, file =>
        {
            XxHash128 hash = new();
            SafetensorsWriter.Write(new HashingStream(file, hash), buffers, metadata);
            byte[] start = new byte[BytesToHash];
            file.Seek(0, SeekOrigin.Begin);
            file.ReadExactly(start);
            file.Seek(start.AsSpan().IndexOf(Encoding.ASCII.GetBytes(NoHash)), SeekOrigin.Begin);
            file.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetCurrentHash())));
        });
    }

    /// <summary>Opens a checkpoint and checks its hash.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">It is damaged, or no checkpoint.</exception>
    public static CheckpointFile Open(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"{path}: there is no such checkpoint; train from the start, or name another run folder.", path);
        CheckpointFile file = new(path);
        try
        {
            file.CheckHash();
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Whether a checkpoint has arrays: one of a loop that is over has none. Its header alone is read, and not checked against the hash.</summary>
    /// <exception cref="InvalidDataException">It is no checkpoint.</exception>
    internal static bool HasArrays(string path)
    {
        using CheckpointFile file = new(path);
        return file.entries.Count > 0;
    }

    /// <summary>The state as it was saved.</summary>
    /// <exception cref="InvalidDataException">It is not a <typeparamref name="T"/>.</exception>
    public T State<T>()
    {
        try
        {
            return JsonSerializer.Deserialize<T>(state, Strict) ?? throw Damaged("its state is empty");
        }
        catch (JsonException cause)
        {
            throw Damaged("its state is of another version", cause);
        }
    }

    /// <summary>Reads a part of an array's bytes straight into <paramref name="destination"/>.</summary>
    /// <param name="name">The array.</param>
    /// <param name="destination">Filled whole.</param>
    /// <param name="offset">First byte, from the array's start.</param>
    /// <exception cref="InvalidDataException">There is no array of this name, or it is shorter.</exception>
    public void Read(string name, Span<byte> destination, long offset = 0)
    {
        SafetensorsEntry entry = Entry(name);
        (long size, long wanted) = (entry.Bytes, offset + destination.Length);
        if (offset < 0 || wanted > size)
            throw new InvalidDataException($"{Path}: {name} has {size} bytes, but {wanted} are wanted: the checkpoint is of another model.");
        stream.Seek(dataStart + entry.Start + offset, SeekOrigin.Begin);
        stream.ReadExactly(destination);
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private (List<SafetensorsEntry> Entries, Dictionary<string, string> Metadata, long DataStart) ReadHeader()
    {
        try
        {
            return SafetensorsHeader.Read(stream, Path);
        }
        catch (InvalidDataException cause)
        {
            throw Damaged("its header cannot be read", cause);
        }
    }

    // The hash covers the whole file, with the place of the hash itself as zeros.
    private void CheckHash()
    {
        byte[] header = new byte[dataStart];
        stream.Seek(0, SeekOrigin.Begin);
        stream.ReadExactly(header);
        int at = header.AsSpan().IndexOf(Encoding.ASCII.GetBytes(hash));
        if (hash.Length != NoHash.Length || at < 0) throw Damaged("its hash is missing");
        Encoding.ASCII.GetBytes(NoHash).CopyTo(header, at);
        XxHash128 actual = new();
        actual.Append(header);
        actual.Append(stream);
        if (Convert.ToHexStringLower(actual.GetCurrentHash()) != hash) throw Damaged("its contents changed after it was written");
    }

    private SafetensorsEntry Entry(string name) => entries.TryGetValue(name, out SafetensorsEntry? entry)
        ? entry
        : throw new InvalidDataException($"{Path}: has no array {name}: the checkpoint is of another model or stage.");

    private InvalidDataException Damaged(string how, Exception? cause = null) =>
        new($"{Path}: a damaged checkpoint: {how}. Delete it to go on from the one before it, or from the start.", cause);
}
