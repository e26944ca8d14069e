namespace Optiglot.Networks;

/// <summary>Writes safetensors files, one tensor at a time, without TorchSharp.</summary>
public static class SafetensorsWriter
{
    private const int CopyBytes = 1 << 20;

    /// <summary>Writes tensors, one after the other; the file appears whole or not at all.</summary>
    /// <param name="path">Where to; an existing file is replaced.</param>
    /// <param name="tensors">The tensors, in the order of their bytes.</param>
    /// <param name="metadata">Free text.</param>
    /// <exception cref="ArgumentException">A tensor wrote more or fewer bytes than its shape and type have.</exception>
    /// <exception cref="IOException">The disk is full or cannot be written; what was there before still is.</exception>
    public static void Write(string path, IReadOnlyList<SafetensorsTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        var entries = new List<SafetensorsEntry>();
        long end = 0;
        foreach (SafetensorsTensor tensor in tensors)
        {
            entries.Add(new SafetensorsEntry(tensor.Name, tensor.Type, tensor.Shape, end, tensor.Bytes));
            end += tensor.Bytes;
        }

        string beside = path + ".partial";
        try
        {
            using (var output = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None, CopyBytes))
            {
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
}
