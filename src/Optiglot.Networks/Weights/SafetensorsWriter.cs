namespace Optiglot.Networks;

/// <summary>Writes safetensors files, one tensor at a time, without TorchSharp.</summary>
public static class SafetensorsWriter
{
    /// <summary>Writes tensors, one after the other; the file appears whole or not at all.</summary>
    /// <param name="path">Where to; an existing file is replaced.</param>
    /// <param name="tensors">The tensors, in the order of their bytes.</param>
    /// <param name="metadata">Free text.</param>
    /// <exception cref="ArgumentException">Two tensors have one name, or one wrote more or fewer bytes than its shape and type have.</exception>
    /// <exception cref="IOException">The disk is full or cannot be written; what was there before still is.</exception>
    public static void Write(string path, IReadOnlyList<SafetensorsTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null) =>
        AtomicFile.Write(path, output => Write(output, tensors, metadata));

    /// <summary>As above, to a stream that stands at its start.</summary>
    internal static void Write(Stream output, IReadOnlyList<SafetensorsTensor> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        var entries = new List<SafetensorsEntry>();
        long end = 0;
        foreach (SafetensorsTensor tensor in tensors)
        {
            entries.Add(new SafetensorsEntry(tensor.Name, tensor.Type, tensor.Shape, end, tensor.Bytes));
            end += tensor.Bytes;
        }

        if (tensors.GroupBy(tensor => tensor.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new ArgumentException($"two tensors are called {twice.Key}");
        byte[] header = SafetensorsHeader.Write(entries, metadata);
        output.Write(BitConverter.GetBytes((ulong)header.Length));
        output.Write(header);
        foreach (SafetensorsTensor tensor in tensors)
        {
            long start = output.Position;
            tensor.Write(output);
            if (output.Position - start != tensor.Bytes)
                throw new ArgumentException($"{tensor.Name} was declared with {tensor.Bytes} bytes, wrote {output.Position - start}");
        }
    }
}
