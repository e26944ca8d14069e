using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>A safetensors file open for reading, one tensor at a time; and the writer of such files.</summary>
public sealed class SafetensorsFile : IDisposable
{
    private const int CopyBytes = 1 << 20;
    private readonly SafetensorsReader reader;

    private SafetensorsFile(SafetensorsReader reader) => this.reader = reader;

    /// <summary>What is inside.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries => reader.Entries;

    /// <summary>Free text of the file.</summary>
    public IReadOnlyDictionary<string, string> Metadata => reader.Metadata;

    /// <summary>Opens a file and checks its header.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The header lies: sizes, offsets, types or names do not fit the file.</exception>
    public static SafetensorsFile Open(string path) => new(SafetensorsReader.Open(path));

    /// <summary>Reads one tensor on the CPU.</summary>
    /// <exception cref="KeyNotFoundException">There is no such tensor.</exception>
    public Tensor Read(string name)
    {
        SafetensorsEntry entry = reader[name];
        Tensor result = empty([.. entry.Shape], entry.Type.ToScalar());
        if (entry.Bytes > 0) reader.Read(name, result.bytes);
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
            long bytes = shape.Aggregate((long)SafetensorsTypes.SizeOf(type.OnDisk()), (product, size) => product * size);
            entries.Add(new SafetensorsEntry(name, type.OnDisk(), shape, end, bytes));
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
        catch (Exception cause)
        {
            File.Delete(beside);
            // The second is what .NET makes of EFBIG: larger than the file system or the user's limit allows.
            if (cause is not (IOException or ArgumentOutOfRangeException { ParamName: "value" })) throw;
            string why = cause is IOException ? cause.Message.TrimEnd('.') : "larger than the disk or the user's limit allows";
            throw new IOException($"{path}: could not be written ({why}): make room or choose another folder; the file of before is untouched", cause);
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => reader.Dispose();
}
