using TorchSharp;
using static TorchSharp.torch;

namespace Optiglot.Training;

/// <summary>Which number format to compute in.</summary>
public static class ComputeType
{
    /// <summary>A number format as libtorch's type.</summary>
    public static ScalarType Of(Precision precision) => precision == Precision.Bf16 ? ScalarType.BFloat16 : ScalarType.Float32;

    /// <summary>bf16 on processors with instructions for it and on cards, where it takes a half to a quarter of fp32's time; else fp32, since without instructions bf16 is several times slower.</summary>
    public static Precision Fastest(Device device) => device.type != DeviceType.CPU || ProcessorFeatures.Avx512Bf16 || ProcessorFeatures.AmxBf16 ? Precision.Bf16 : Precision.Fp32;
}
