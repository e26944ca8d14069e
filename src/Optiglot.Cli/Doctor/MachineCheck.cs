using System.Reflection;
using System.Runtime.InteropServices;
using Optiglot.Training;

namespace Optiglot.Cli;

/// <summary>Versions, and what the machine has.</summary>
internal static class MachineCheck
{
    /// <summary>Optiglot's version, with the commit where the build knew it.</summary>
    public static string Version => typeof(MachineCheck).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? "unknown";

    /// <summary>One finding for each of: optiglot, .NET, system, processor, memory, allocator.</summary>
    public static IEnumerable<Finding> Run()
    {
        yield return new("optiglot", FindingLevel.Ok, Version);
        yield return new("dotnet", FindingLevel.Ok, RuntimeInformation.FrameworkDescription);
        yield return new("system", FindingLevel.Ok, $"{RuntimeInformation.OSDescription}, {RuntimeInformation.RuntimeIdentifier}");
        yield return Processor();
        double gigabytes = Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Math.Pow(1024, 3), 1);
        yield return new("memory", FindingLevel.Ok, FormattableString.Invariant($"{gigabytes} GiB"),
            Values: new Dictionary<string, object> { ["gib"] = gigabytes });
        yield return Environment.GetEnvironmentVariable("GLIBC_TUNABLES") is { Length: > 0 } tunables
            ? new("allocator", FindingLevel.Ok, $"GLIBC_TUNABLES={tunables}")
            : new("allocator", FindingLevel.Note, "GLIBC_TUNABLES is not set: training is 3 to 5 times slower",
                "start the program by ./optiglot, which sets it");
    }

    private static Finding Processor()
    {
        string names = string.Join(' ', ProcessorFeatures.All.Where(set => set.Has).Select(set => set.Name));
        Dictionary<string, object> values = new() { ["cores"] = Environment.ProcessorCount };
        foreach ((string name, bool has) in ProcessorFeatures.All) values[name.ToLowerInvariant()] = has;
        return new("processor", FindingLevel.Ok, $"{Environment.ProcessorCount} cores usable, {(names.Length > 0 ? names : "none of AVX2, AVX512, bf16")}",
            Values: values);
    }
}
