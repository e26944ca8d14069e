using System.Globalization;
using System.Runtime.InteropServices;

namespace Optiglot.Training;

/// <summary>Says in words what machine this is.</summary>
public static class MachineDescription
{
    /// <summary>As <c>2 cores of Intel(R) Xeon(R) CPU with AVX2 AVX512F, 24 GiB, Debian GNU/Linux 12 (bookworm), .NET 10.0.0</c>.</summary>
    public static string Describe()
    {
        string gigabytes = (GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1L << 30)).ToString("0", CultureInfo.InvariantCulture);
        string system = $"{RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}";
        return $"{Environment.ProcessorCount} cores of {Processor()}{Sets()}, {gigabytes} GiB, {system}";
    }

    private static string Sets()
    {
        string names = string.Join(' ', ProcessorFeatures.All.Where(set => set.Has).Select(set => set.Name));
        return names.Length > 0 ? $" with {names}" : "";
    }

    private static string Processor()
    {
        const string List = "/proc/cpuinfo";
        string? line = File.Exists(List) ? File.ReadLines(List).FirstOrDefault(each => each.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
