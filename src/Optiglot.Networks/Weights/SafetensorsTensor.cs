namespace Optiglot.Networks;

/// <summary>A tensor to be written to a safetensors file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its element type.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Write">Writes its elements to a stream, row by row, little end first; asked once, when its turn has come.</param>
public sealed record SafetensorsTensor(string Name, SafetensorsType Type, IReadOnlyList<long> Shape, Action<Stream> Write)
{
    /// <summary>Number of bytes of its elements.</summary>
    public long Bytes => Shape.Aggregate((long)SafetensorsTypes.SizeOf(Type), (product, size) => product * size);
}
