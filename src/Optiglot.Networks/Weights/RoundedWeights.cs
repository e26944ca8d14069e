using System.Runtime.InteropServices;

namespace Optiglot.Networks;

/// <summary>
/// Weights in a quarter of the bytes: a safetensors file whose matrices have 8 bits (<see cref="QuantizedMatrix"/>), each with its rows' scales beside it under
/// its name and <see cref="ScaleEnding"/>; vectors stay in single precision. Whatever reads weights reads these.
/// </summary>
public static class RoundedWeights
{
    /// <summary>What follows a matrix's name in the name of its scales.</summary>
    public const string ScaleEnding = ".scale";

    /// <summary>Whether a file has matrices in 8 bits.</summary>
    public static bool Has(SafetensorsReader reader) => reader.Entries.Any(entry => IsRounded(entry, reader.Entries));

    /// <summary>Writes another file's weights in 8 bits.</summary>
    /// <param name="source">A safetensors file of weights.</param>
    /// <param name="target">The new file, which appears whole or not at all.</param>
    /// <exception cref="InvalidDataException">The source is damaged, or holds something else than weights.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string source, string target)
    {
        using SafetensorsReader reader = SafetensorsReader.Open(source);
        List<SafetensorsTensor> tensors = [];
        foreach (SafetensorsEntry entry in reader.Entries)
        {
            if (IsScale(entry.Name, reader.Entries)) continue;
            Lazy<float[]> weights = new(() => reader.ReadWeights(entry.Name, [.. entry.Shape]));
            if (entry.Shape.Count != 2 || entry.Shape.Contains(0))
            {
                tensors.Add(new(entry.Name, SafetensorsType.F32, entry.Shape, output => output.Write(MemoryMarshal.AsBytes<float>(weights.Value))));
            }
            else
            {
                // Its two tensors are written one after the other.
                Lazy<QuantizedMatrix> matrix = new(() => QuantizedMatrix.Of(weights.Value, (int)entry.Shape[0]));
                tensors.Add(new(entry.Name, SafetensorsType.I8, entry.Shape, output => output.Write(MemoryMarshal.AsBytes<sbyte>(matrix.Value.Values))));
                tensors.Add(new(entry.Name + ScaleEnding, SafetensorsType.F32, [entry.Shape[0]], output =>
                    output.Write(MemoryMarshal.AsBytes<float>(matrix.Value.Scales))));
            }
        }

        SafetensorsWriter.Write(target, tensors, reader.Metadata);
    }

    /// <summary>Whether a tensor is a matrix in 8 bits.</summary>
    public static bool IsRounded(SafetensorsEntry entry, IEnumerable<SafetensorsEntry> all) =>
        entry.Type == SafetensorsType.I8 && all.Any(other => other.Name == entry.Name + ScaleEnding && other.Type == SafetensorsType.F32
            && other.Shape is [var rows] && entry.Shape is [var own, _] && rows == own);

    /// <summary>Whether a tensor of that name is the scales of a matrix in 8 bits.</summary>
    public static bool IsScale(string name, IEnumerable<SafetensorsEntry> all) =>
        name.EndsWith(ScaleEnding, StringComparison.Ordinal) && all.FirstOrDefault(other => other.Name == name[..^ScaleEnding.Length]) is { } matrix
            && IsRounded(matrix, all);
}
