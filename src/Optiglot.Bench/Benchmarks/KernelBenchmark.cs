using Optiglot.Training;

namespace Optiglot.Bench;

/// <summary>Kernels of ours against libtorch's plain operations.</summary>
public static class KernelBenchmark
{
    /// <summary>The other side's column title.</summary>
    public const string PeerTitle = "plain libtorch";

    /// <summary>The other side in words.</summary>
    public const string Peer = "the same work in libtorch's own operations, in the same process, pass by pass in turn";

    /// <summary>A row for each kernel and number format: passes a second, and how far results differ.</summary>
    /// <exception cref="ArgumentException">There is no such kernel.</exception>
    /// <exception cref="InvalidDataException">Results of a kernel and of the plain operations differ.</exception>
    public static IReadOnlyList<BenchRow> Measure(
        BenchSession session, IReadOnlyList<string> kernels, IReadOnlyList<Precision> precisions, KernelSizes sizes)
    {
        foreach (string kernel in kernels) KernelCases.Require(kernel);
        return [.. from kernel in kernels from precision in precisions select Row(session, kernel, precision, sizes)];
    }

    private static BenchRow Row(BenchSession session, string kernel, Precision precision, KernelSizes sizes)
    {
        string name = $"{kernel} {BenchSession.Label(precision)}";
        IReadOnlyList<JobResult> ours = session.Run(name, new KernelJob { Kernel = kernel, Precision = precision, Sizes = sizes }).Ours;
        JobResult[] plain = [.. ours.Select(result => new JobResult { Seconds = [result.Values["plain_seconds"]], Work = 1 })];
        Dictionary<string, double> details = new() { ["difference"] = ours.Max(result => result.Values["difference"]) };
        return new PairedResults(ours, plain, null).Row(name, "passes/s", 1, details);
    }
}
