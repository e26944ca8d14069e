using Optiglot.Training;
using static TorchSharp.torch;

namespace Optiglot.Bench;

/// <summary>Number formats as libtorch's types.</summary>
internal static class JobTypes
{
    internal static ScalarType Of(Precision precision) => precision == Precision.Bf16 ? ScalarType.BFloat16 : ScalarType.Float32;
}
