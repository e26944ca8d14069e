using System.CommandLine;
using Optiglot.Bench;
using Optiglot.Training;

namespace Optiglot.Cli;

/// <summary>Each vector kernel against libtorch's plain operations.</summary>
internal sealed class BenchKernelsCommand : BenchmarkCommand
{
    private readonly Option<string> size = new("--size") { Description = "full, or tiny for tests", HelpName = "NAME", DefaultValueFactory = _ => "full" };
    private readonly Option<Precision[]> precision = Precisions(Precision.Fp32, Precision.Bf16);
    private readonly Option<string[]> kernels = new("--kernel")
    {
        Description = $"Kernels: {string.Join(", ", KernelJob.Names)} (default: all)", HelpName = "NAME", DefaultValueFactory = _ => [.. KernelJob.Names],
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>Builds the command.</summary>
    public BenchKernelsCommand() : base(
        "kernels", "Each vector kernel against the same work in libtorch's plain operations", hasPeer: false,
        "bench kernels --json", "bench kernels --kernel norm linear --rounds 2")
    {
        foreach (Option option in (Option[])[size, precision, kernels]) Add(option);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<BenchRow> Measure(ParseResult parse, BenchSession session, CommandContext context)
    {
        KernelSizes sizes = parse.GetRequiredValue(size) == BenchSizes.Tiny ? KernelSizes.Tiny : new KernelSizes();
        return KernelBenchmark.Measure(session, parse.GetRequiredValue(kernels), parse.GetRequiredValue(precision), sizes);
    }

    /// <inheritdoc/>
    protected override BenchReport Finish(BenchReport report) => report with { Peer = KernelBenchmark.Peer, PeerTitle = KernelBenchmark.PeerTitle };
}
