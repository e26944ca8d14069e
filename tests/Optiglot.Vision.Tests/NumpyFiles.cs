using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace Optiglot.Vision.Tests;

/// <summary>Writes .npy and .npz files.</summary>
internal static class NumpyFiles
{
    public static byte[] Npy<T>(string type, T[] values, params int[] shape) where T : unmanaged =>
        Npy(type, MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), $"({string.Join(", ", shape)},)");

    public static byte[] Npy(string type, byte[] values, string shape, bool fortran = false, byte version = 1)
    {
        string header = $"{{'descr': '{type}', 'fortran_order': {(fortran ? "True" : "False")}, 'shape': {shape}, }}\n";
        byte[] length = version == 1 ? [(byte)header.Length, (byte)(header.Length >> 8)] : BitConverter.GetBytes(header.Length);
        return [0x93, .. "NUMPY"u8, version, 0, .. length, .. Encoding.ASCII.GetBytes(header), .. values];
    }

    public static byte[] Npz(params (string Name, byte[] Array)[] arrays)
    {
        var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, array) in arrays)
            {
                using var entry = archive.CreateEntry(name + ".npy", CompressionLevel.Fastest).Open();
                entry.Write(array);
            }
        return bytes.ToArray();
    }
}
