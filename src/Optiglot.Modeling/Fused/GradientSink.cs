using TorchSharp;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>Adds what a fused backward pass found to the gradient of a parameter, in place: no tensor in between, no pass to add it.</summary>
internal static unsafe class GradientSink
{
    /// <summary>Adds float32 numbers to a parameter on the CPU.</summary>
    internal static void Add(Parameter parameter, ReadOnlySpan<float> slope)
    {
        bool half = parameter.Gradient.dtype == ScalarType.BFloat16;
        fixed (byte* gradient = parameter.Gradient.bytes)
            for (int i = 0; i < slope.Length; i++) Lanes.StoreOne(Lanes.LoadOne(gradient, i, half) + slope[i], gradient, i, half);
    }

    /// <summary>Whether the kernels can compute from this: on the CPU, in a type they know.</summary>
    internal static bool Takes(Tensor x) => x.device_type == DeviceType.CPU && x.dtype is ScalarType.BFloat16 or ScalarType.Float32;
}
