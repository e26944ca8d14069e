namespace Optiglot.Networks;

/// <summary>Names and sizes of the element types.</summary>
internal static class SafetensorsTypes
{
    internal static bool TryParse(string name, out SafetensorsType type)
    {
        foreach (SafetensorsType each in Enum.GetValues<SafetensorsType>())
        {
            if (NameOf(each) != name) continue;
            type = each;
            return true;
        }

        type = default;
        return false;
    }

    internal static string NameOf(SafetensorsType type) => type.ToString().ToUpperInvariant();

    internal static int SizeOf(SafetensorsType type) => type switch
    {
        SafetensorsType.F64 or SafetensorsType.I64 => 8,
        SafetensorsType.F32 or SafetensorsType.I32 => 4,
        SafetensorsType.F16 or SafetensorsType.BF16 or SafetensorsType.I16 => 2,
        _ => 1,
    };
}
