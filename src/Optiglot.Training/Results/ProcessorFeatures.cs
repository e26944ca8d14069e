using System.Runtime.Intrinsics.X86;

namespace Optiglot.Training;

/// <summary>
/// Instructions that .NET does not tell of: Intel 64 and IA-32 Architectures Software Developer's Manual, CPUID leaf 7. That the system enables wide vectors,
/// .NET tells.
/// </summary>
public static class ProcessorFeatures
{
    private const int ExtendedFeatures = 7, Avx512Bf16Bit = 5, AmxBf16Bit = 22;

    /// <summary>Dot products of bf16 numbers in vectors (sub-leaf 1, EAX).</summary>
    public static bool Avx512Bf16 { get; } = Avx512F.IsSupported && Has(1, eax: true, Avx512Bf16Bit);

    /// <summary>Products of bf16 tiles (sub-leaf 0, EDX).</summary>
    public static bool AmxBf16 { get; } = Avx512F.IsSupported && Has(0, eax: false, AmxBf16Bit);

    /// <summary>What decides the speed of products and kernels, and whether the processor has it.</summary>
    public static IReadOnlyList<(string Name, bool Has)> All { get; } =
        [("AVX2", Avx2.IsSupported), ("AVX512F", Avx512F.IsSupported), ("AVX512_BF16", Avx512Bf16), ("AMX_BF16", AmxBf16)];

    /// <summary>Whether bf16 is computed by instructions of the processor; else it is put together from others, many times as slow as fp32.</summary>
    public static bool Bf16 => Avx512Bf16 || AmxBf16;

    private static bool Has(int subLeaf, bool eax, int bit)
    {
        if (!X86Base.IsSupported || X86Base.CpuId(0, 0).Eax < ExtendedFeatures) return false;
        (int a, _, _, int d) = X86Base.CpuId(ExtendedFeatures, subLeaf);
        return ((eax ? a : d) >> bit & 1) == 1;
    }
}
