using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Optiglot.Cli;

/// <summary>Versions, and what the machine has.</summary>
internal static class MachineCheck
{
    // Intel SDM, CPUID leaf 7: sub-leaf 1 EAX bit 5 is AVX512_BF16, sub-leaf 0 EDX bit 22 is AMX-BF16.
    private const int ExtendedFeatures = 7, Avx512Bf16Bit = 5, AmxBf16Bit = 22;

    /// <summary>Optiglot's version, with the commit where the build knew it.</summary>
    public static string Version => typeof(MachineCheck).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>One finding for each of: optiglot, .NET, system, processor, memory, allocator.</summary>
    public static IEnumerable<Finding> Run()
    {
        yield return new("optiglot", FindingLevel.Ok, Version);
        yield return new("dotnet", FindingLevel.Ok, RuntimeInformation.FrameworkDescription);
        yield return new("system", FindingLevel.Ok, $"{RuntimeInformation.OSDescription}, {RuntimeInformation.RuntimeIdentifier}");
        yield return Processor();
        double gigabytes = Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Math.Pow(1024, 3), 1);
        yield return new("memory", FindingLevel.Ok, FormattableString.Invariant($"{gigabytes} GiB"), Values: new Dictionary<string, object> { ["gib"] = gigabytes });
        yield return Environment.GetEnvironmentVariable("GLIBC_TUNABLES") is { Length: > 0 } tunables
            ? new("allocator", FindingLevel.Ok, $"GLIBC_TUNABLES={tunables}")
            : new("allocator", FindingLevel.Note, "GLIBC_TUNABLES is not set: training is 3 to 5 times slower", "start the program by ./optiglot, which sets it");
    }

    private static Finding Processor()
    {
        bool bf16 = HasBit(1, eax: true, Avx512Bf16Bit), amx = HasBit(0, eax: false, AmxBf16Bit);
        (string Name, bool Has)[] sets = [("AVX2", Avx2.IsSupported), ("AVX512F", Avx512F.IsSupported), ("AVX512_BF16", bf16), ("AMX_BF16", amx)];
        string names = string.Join(' ', sets.Where(set => set.Has).Select(set => set.Name));
        Dictionary<string, object> values = new() { ["cores"] = Environment.ProcessorCount };
        foreach ((string name, bool has) in sets) values[name.ToLowerInvariant()] = has;
        return new("processor", FindingLevel.Ok, $"{Environment.ProcessorCount} cores usable, {(names.Length > 0 ? names : "none of AVX2, AVX512, bf16")}", Values: values);
    }

    private static bool HasBit(int subLeaf, bool eax, int bit)
    {
        if (!X86Base.IsSupported || X86Base.CpuId(0, 0).Eax < ExtendedFeatures) return false;
        (int a, _, _, int d) = X86Base.CpuId(ExtendedFeatures, subLeaf);
        return ((eax ? a : d) >> bit & 1) == 1;
    }
}
