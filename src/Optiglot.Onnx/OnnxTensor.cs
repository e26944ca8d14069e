namespace Optiglot.Onnx;

/// <summary>A constant tensor of a graph that was read, an initializer.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its element type; may be a number of onnx.proto that <see cref="OnnxType"/> has no name for.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Bytes">Its elements, row by row, little end first; empty where the file keeps them as typed numbers or outside.</param>
public sealed record OnnxTensor(string Name, OnnxType Type, IReadOnlyList<long> Shape, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Number of elements, the product of the shape.</summary>
    public long Size => Shape.Aggregate(1L, (product, size) => product * size);
}
