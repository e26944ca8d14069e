using System.Runtime.InteropServices;
using Optiglot.Modeling;
using static TorchSharp.torch;

namespace Optiglot.Bench;

/// <summary>Numbers of a job in a safetensors file: the peers read the same bytes.</summary>
internal static class TensorFile
{
    internal static void Write(string path, IEnumerable<(string Name, Tensor Value)> tensors)
    {
        (string Name, Tensor Value)[] all = [.. tensors];
        SafetensorsFile.Write(path, [.. all.Select(each => (each.Name, each.Value.dtype, each.Value.shape, (Func<Tensor>)(() => each.Value)))]);
        foreach ((_, Tensor value) in all) value.Dispose();
    }

    /// <summary>Rows of different length as <c>[rows, longest]</c>, filled up with <paramref name="pad"/>.</summary>
    internal static Tensor Padded(int[][] rows, int pad)
    {
        int width = rows.Max(row => row.Length);
        long[] values = new long[rows.Length * width];
        Array.Fill(values, pad);
        for (int i = 0; i < rows.Length; i++)
            for (int j = 0; j < rows[i].Length; j++) values[(i * width) + j] = rows[i][j];
        return tensor(values, [rows.Length, width]);
    }

    /// <summary>The rows of a <c>[rows, longest]</c> tensor without padding at their ends.</summary>
    internal static int[][] Rows(SafetensorsFile file, string name, int pad)
    {
        using Tensor values = file.Read(name);
        int width = (int)values.shape[1];
        ReadOnlySpan<long> all = MemoryMarshal.Cast<byte, long>(values.bytes);
        int[][] rows = new int[values.shape[0]][];
        for (int i = 0; i < rows.Length; i++)
        {
            ReadOnlySpan<long> row = all.Slice(i * width, width);
            int length = row.Length;
            while (length > 0 && row[length - 1] == pad) length--;
            rows[i] = new int[length];
            for (int j = 0; j < length; j++) rows[i][j] = (int)row[j];
        }

        return rows;
    }
}
