using System.Runtime.InteropServices;
using Optiglot.Networks;

namespace Optiglot.Training;

/// <summary>Arrays to be saved in a checkpoint: each is written from where it lies, in pieces, so no second copy is made.</summary>
public static class CheckpointBuffer
{
    /// <summary>A 32-bit float array.</summary>
    public static SafetensorsTensor Of(string name, ReadOnlyMemory<float> values, params IReadOnlyList<long> shape) =>
        new(name, SafetensorsType.F32, shape.Count == 0 ? [values.Length] : shape, stream => stream.Write(MemoryMarshal.AsBytes(values.Span)));

    /// <summary>Bytes, such as the state of a random generator.</summary>
    public static SafetensorsTensor Of(string name, ReadOnlyMemory<byte> bytes) =>
        new(name, SafetensorsType.U8, [bytes.Length], stream => stream.Write(bytes.Span));
}
