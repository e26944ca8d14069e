namespace Optiglot.Onnx;

/// <summary>
/// A constant tensor of a graph, an initializer. Its bytes are asked for when the file is written and forgotten afterwards, so that one tensor at a time is in
/// memory.
/// </summary>
/// <param name="Name">Its name in the graph.</param>
/// <param name="Type">Its element type.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Bytes">Gives its elements, row by row, little end first.</param>
internal sealed record OnnxWeight(string Name, OnnxType Type, long[] Shape, Func<byte[]> Bytes)
{
    /// <summary>Number of bytes.</summary>
    public long Size => Shape.Aggregate(SizeOf(Type), (product, size) => product * size);

    private static long SizeOf(OnnxType type) => type switch
    {
        OnnxType.Int64 => 8,
        OnnxType.Single or OnnxType.Int32 => 4,
        _ => 1,
    };
}
