using System.Runtime.InteropServices;

namespace Optiglot.Training;

/// <summary>A named array to be saved: it is written from where it lies, in pieces, so no second copy is made.</summary>
/// <param name="Name">Its name, such as <c>weights/decoder.layers.0.attention.weight</c> or <c>adam/first</c>.</param>
/// <param name="Type">Its number format.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Write">Writes exactly its bytes, little-endian, row by row.</param>
public sealed record CheckpointBuffer(string Name, CheckpointType Type, IReadOnlyList<long> Shape, Action<Stream> Write)
{
    /// <summary>Bytes it takes.</summary>
    public long ByteLength => Shape.Aggregate(Type.Size(), (bytes, axis) => checked(bytes * axis));

    /// <summary>A 32-bit float array.</summary>
    public static CheckpointBuffer Of(string name, ReadOnlyMemory<float> values, params IReadOnlyList<long> shape) =>
        new(name, CheckpointType.F32, shape.Count == 0 ? [values.Length] : shape, stream => stream.Write(MemoryMarshal.AsBytes(values.Span)));

    /// <summary>Bytes, such as the state of a random generator.</summary>
    public static CheckpointBuffer Of(string name, ReadOnlyMemory<byte> bytes) =>
        new(name, CheckpointType.U8, [bytes.Length], stream => stream.Write(bytes.Span));
}
