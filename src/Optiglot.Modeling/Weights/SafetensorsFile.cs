using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>A safetensors file open for reading, one tensor at a time; and the writer of such files.</summary>
public sealed class SafetensorsFile : IDisposable
{
    private readonly SafetensorsReader reader;

    private SafetensorsFile(SafetensorsReader reader) => this.reader = reader;

    /// <summary>The tensors of the file, in its order.</summary>
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

    /// <summary>Reads weights on the CPU, in their own floating type, or in single precision where they have 8 bits (<see cref="RoundedWeights"/>).</summary>
    /// <exception cref="KeyNotFoundException">There is no such tensor.</exception>
    public Tensor ReadWeights(string name) => RoundedWeights.IsRounded(reader[name], Entries)
        ? tensor(reader.ReadWeights(name, [.. reader[name].Shape]), [.. reader[name].Shape]) : Read(name);

    /// <summary>Writes tensors, one after the other; the file appears whole or not at all.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="tensors">Name, type and shape of each, and how to get it; each is asked for once, in order, and disposed after writing.</param>
    /// <param name="metadata">Free text.</param>
    /// <exception cref="IOException">The disk is full or cannot be written; what was there before still is.</exception>
    public static void Write(string path, IReadOnlyList<(string Name, ScalarType Type, long[] Shape, Func<Tensor> Get)> tensors,
        IReadOnlyDictionary<string, string>? metadata = null)
    {
        SafetensorsWriter.Write(path,
            [.. tensors.Select(tensor => new SafetensorsTensor(tensor.Name, tensor.Type.OnDisk(), tensor.Shape, output =>
            Write(tensor.Name, tensor.Type, tensor.Shape, tensor.Get, output)))], metadata);
    }

    private static void Write(string name, ScalarType type, long[] shape, Func<Tensor> get, Stream output)
    {
        using var scope = NewDisposeScope();
        Tensor value = get().detach().to(type).cpu().contiguous();
        if (!value.shape.AsSpan().SequenceEqual(shape))
            throw new ArgumentException($"{name} was declared [{string.Join(", ", shape)}], got [{string.Join(", ", value.shape)}]");
        if (value.numel() > 0) output.Write(value.bytes);
    }

    /// <summary>Closes the file; tensors that were read stay.</summary>
    public void Dispose() => reader.Dispose();
}
