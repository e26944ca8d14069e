using System.Runtime.InteropServices;
using Optiglot.Kernels;
using TorchSharp;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>Tensors as the kernels of <c>Optiglot.Kernels</c> see them: memory on the CPU, in float32 or bfloat16.</summary>
internal static class KernelTensors
{
    /// <summary>Whether the kernels can compute from this: on the CPU, in a type they know.</summary>
    internal static bool Support(Tensor x) => x.device_type == DeviceType.CPU && x.dtype is ScalarType.BFloat16 or ScalarType.Float32;

    /// <summary>bfloat16, else float32.</summary>
    internal static bool IsBFloat16(this Tensor x) => x.dtype == ScalarType.BFloat16;

    /// <summary>The numbers of a contiguous float32 tensor on the CPU where they lie; valid as long as the tensor.</summary>
    internal static Span<float> Floats(this Tensor x) => MemoryMarshal.Cast<byte, float>(x.bytes);

    /// <summary>The numbers of a contiguous int64 tensor on the CPU where they lie; valid as long as the tensor.</summary>
    internal static Span<long> Longs(this Tensor x) => MemoryMarshal.Cast<byte, long>(x.bytes);

    /// <summary>Copies a bool mask <c>[batch, keys]</c> in the CPU's memory, true where a place is real.</summary>
    internal static KeyMask ToKeyMask(this Tensor mask)
    {
        using var scope = NewDisposeScope();
        return new KeyMask(mask.contiguous().data<bool>().ToArray(), (int)mask.shape[1]);
    }

    /// <summary>Adds float32 numbers to the gradient of a parameter on the CPU, in place: no tensor in between, no pass to add it.</summary>
    internal static void AddGradient(this Parameter parameter, ReadOnlySpan<float> gradient) =>
        RowSums.AddTo(parameter.Gradient.bytes, parameter.Gradient.IsBFloat16(), gradient);
}
