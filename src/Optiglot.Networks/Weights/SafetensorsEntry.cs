namespace Optiglot.Networks;

/// <summary>Where a tensor stands in a safetensors file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its element type.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Start">First byte, counted from the end of the header.</param>
/// <param name="Bytes">Number of bytes.</param>
public sealed record SafetensorsEntry(string Name, SafetensorsType Type, IReadOnlyList<long> Shape, long Start, long Bytes);
