using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>Element types of the safetensors format and of libtorch.</summary>
internal static class SafetensorsScalars
{
    internal static ScalarType ToScalar(this SafetensorsType type) => type switch
    {
        SafetensorsType.F32 => ScalarType.Float32,
        SafetensorsType.F16 => ScalarType.Float16,
        SafetensorsType.BF16 => ScalarType.BFloat16,
        SafetensorsType.F64 => ScalarType.Float64,
        SafetensorsType.I64 => ScalarType.Int64,
        SafetensorsType.I32 => ScalarType.Int32,
        SafetensorsType.I16 => ScalarType.Int16,
        SafetensorsType.I8 => ScalarType.Int8,
        SafetensorsType.U8 => ScalarType.Byte,
        _ => ScalarType.Bool,
    };

    internal static SafetensorsType OnDisk(this ScalarType type) => Enum.GetValues<SafetensorsType>().First(each => each.ToScalar() == type);
}
