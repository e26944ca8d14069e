using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>Element types of the safetensors format.</summary>
internal static class SafetensorsTypes
{
    private static readonly (string Name, ScalarType Type, int Size)[] All =
    [
        ("F32", ScalarType.Float32, 4), ("F16", ScalarType.Float16, 2), ("BF16", ScalarType.BFloat16, 2), ("F64", ScalarType.Float64, 8),
        ("I64", ScalarType.Int64, 8), ("I32", ScalarType.Int32, 4), ("I16", ScalarType.Int16, 2), ("I8", ScalarType.Int8, 1),
        ("U8", ScalarType.Byte, 1), ("BOOL", ScalarType.Bool, 1),
    ];

    internal static bool TryParse(string name, out ScalarType type)
    {
        (string Name, ScalarType Type, int Size) found = All.FirstOrDefault(each => each.Name == name);
        type = found.Type;
        return found.Name is not null;
    }

    internal static string NameOf(ScalarType type) => All.First(each => each.Type == type).Name;

    internal static int SizeOf(ScalarType type) => All.First(each => each.Type == type).Size;
}
