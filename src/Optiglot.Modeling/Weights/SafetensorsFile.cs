using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>A safetensors file open for reading, one tensor at a time; and the writer of such files.</summary>
public sealed class SafetensorsFile : IDisposable
{
    private const int CopyBytes = 1 << 20;
    private readonly FileStream stream;
    private readonly long dataStart;
    private readonly Dictionary<string, SafetensorsEntry> byName;

    private SafetensorsFile(FileStream stream, string path)
    {
        this.stream = stream;
        (List<SafetensorsEntry> entries, Metadata, dataStart) = SafetensorsHeader.Read(stream, path);
        Entries = entries;
        byName = entries.ToDictionary(entry => entry.Name);
    }

    /// <summary>What is inside.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries { get; }

    /// <summary>Free text of the file.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Opens a file and checks its header.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The header lies: sizes, offsets, types or names do not fit the file.</exception>
    public static SafetensorsFile Open(string path)
    {
        if (!File.Exists(path)) throw new FileNotFoundException($"{path}: there is no such weights file", path);
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            return new SafetensorsFile(stream, path);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads one tensor on the CPU.</summary>
    /// <exception cref="KeyNotFoundException">There is no such tensor.</exception>
    public Tensor Read(string name)
    {
        SafetensorsEntry entry = byName[name];
        Tensor result = empty([.. entry.Shape], entry.Type);
        stream.Position = dataStart + entry.Start;
        if (entry.Bytes > 0) stream.ReadExactly(result.bytes);
        return result;
    }

    /// <summary>Writes tensors, one after the other; the file appears whole or not at all.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="tensors">Name, type and shape of each, and how to get it; each is asked for once, in order, and disposed after writing.</param>
    /// <param name="metadata">Free text.</param>
    /// <exception cref="IOException">The disk is full or cannot be written; what was there before still is.</exception>
    public static void Write(string path, IReadOnlyList<(string Name, ScalarType Type, long[] Shape, Func<Tensor> Get)> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var entries = new List<SafetensorsEntry>();
        long end = 0;
        foreach ((string name, ScalarType type, long[] shape, _) in tensors)
        {
            long bytes = shape.Aggregate((long)SafetensorsTypes.SizeOf(type), (product, size) => product * size);
            entries.Add(new SafetensorsEntry(name, type, shape, end, bytes));
            end += bytes;
        }

        string beside = path + ".partial";
        try
        {
            using (var output = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None, CopyBytes))
            {
                byte[] header = SafetensorsHeader.Write(entries, metadata);
                output.Write(BitConverter.GetBytes((ulong)header.Length));
                output.Write(header);
                foreach ((SafetensorsEntry entry, (_, ScalarType type, _, Func<Tensor> get)) in entries.Zip(tensors))
                {
                    using var scope = NewDisposeScope();
                    Tensor value = get().detach().to(type).cpu().contiguous();
                    if (!value.shape.AsSpan().SequenceEqual([.. entry.Shape]))
                        throw new ArgumentException($"{entry.Name} was declared [{string.Join(", ", entry.Shape)}], got [{string.Join(", ", value.shape)}]");
                    if (value.numel() > 0) output.Write(value.bytes);
                }

                output.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => stream.Dispose();
}
