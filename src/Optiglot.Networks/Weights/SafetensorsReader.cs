using System.Runtime.InteropServices;

namespace Optiglot.Networks;

/// <summary>A safetensors file open for reading, one tensor at a time, without TorchSharp.</summary>
public sealed class SafetensorsReader : IDisposable
{
    private readonly string path;
    private readonly FileStream stream;
    private readonly long dataStart;
    private readonly Dictionary<string, SafetensorsEntry> byName;

    private SafetensorsReader(FileStream stream, string path)
    {
        (this.stream, this.path) = (stream, path);
        (List<SafetensorsEntry> entries, Metadata, dataStart) = SafetensorsHeader.Read(stream, path);
        Entries = entries;
        byName = entries.ToDictionary(entry => entry.Name);
    }

    /// <summary>The tensors of the file, in its order.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries { get; }

    /// <summary>Free text of the file.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Opens a file and checks its header.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The header lies: sizes, offsets, types or names do not fit the file.</exception>
    public static SafetensorsReader Open(string path)
    {
        if (!File.Exists(path)) throw new FileNotFoundException($"{path}: there is no such weights file", path);
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            return new SafetensorsReader(stream, path);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>A tensor's place, type and shape.</summary>
    /// <exception cref="KeyNotFoundException">There is no such tensor.</exception>
    public SafetensorsEntry this[string name] => byName[name];

    /// <summary>Reads one tensor's bytes.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="bytes">Room for exactly <see cref="SafetensorsEntry.Bytes"/>.</param>
    /// <exception cref="KeyNotFoundException">There is no such tensor.</exception>
    public void Read(string name, Span<byte> bytes)
    {
        SafetensorsEntry entry = byName[name];
        if (bytes.Length != entry.Bytes) throw new ArgumentException($"{name} has {entry.Bytes} bytes, there is room for {bytes.Length}");
        stream.Position = dataStart + entry.Start;
        stream.ReadExactly(bytes);
    }

    /// <summary>Reads weights of any floating type, or matrices in 8 bits (<see cref="RoundedWeights"/>), in single precision.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="shape">The shape it must have.</param>
    /// <exception cref="InvalidDataException">The tensor is missing, of another shape, no weights, or not finite.</exception>
    public float[] ReadWeights(string name, params ReadOnlySpan<long> shape)
    {
        if (!byName.TryGetValue(name, out SafetensorsEntry? entry))
            throw new InvalidDataException($"{path}: these weights do not fit the model: {name} is missing");
        if (!shape.SequenceEqual([.. entry.Shape]))
            throw new InvalidDataException(
                $"{path}: these weights do not fit the model: {name} is [{string.Join(", ", entry.Shape)}], this model has "
                    + $"[{string.Join(", ", shape.ToArray())}]");
        byte[] bytes = new byte[entry.Bytes];
        Read(name, bytes);
        float[] weights = entry.Type switch
        {
            SafetensorsType.F32 => MemoryMarshal.Cast<byte, float>(bytes).ToArray(),
            SafetensorsType.F16 => Array.ConvertAll(MemoryMarshal.Cast<byte, Half>(bytes).ToArray(), half => (float)half),
            SafetensorsType.BF16 => Array.ConvertAll(MemoryMarshal.Cast<byte, ushort>(bytes).ToArray(), upper =>
                BitConverter.UInt32BitsToSingle((uint)upper << 16)),
            SafetensorsType.F64 => Array.ConvertAll(MemoryMarshal.Cast<byte, double>(bytes).ToArray(), number => (float)number),
            SafetensorsType.I8 when RoundedWeights.IsRounded(entry, Entries) =>
                new QuantizedMatrix(MemoryMarshal.Cast<byte, sbyte>(bytes).ToArray(),
                ReadWeights(name + RoundedWeights.ScaleEnding, entry.Shape[0])).Restored(),
            _ => throw new InvalidDataException($"{path}: these weights do not fit the model: {name} holds {entry.Type}, not weights"),
        };
        return Array.TrueForAll(weights, float.IsFinite) ? weights
            : throw new InvalidDataException(
                $"{path}: {name} has numbers that are not finite (NaN or infinity): the file is damaged, or what it holds diverged; use other weights, or "
                    + $"train anew");
    }

    /// <summary>Closes the file; tensors that were read stay.</summary>
    public void Dispose() => stream.Dispose();
}
