using System.CommandLine;
using Optiglot.Bench;
using Optiglot.Training;

namespace Optiglot.Cli;

/// <summary>The fastest matrix products of this machine.</summary>
internal sealed class BenchPeakCommand : BenchmarkCommand
{
    private readonly Option<string> size = new("--size") { Description = "full, or tiny for tests", HelpName = "NAME", DefaultValueFactory = _ => "full" };
    private readonly Option<Precision[]> precision = Precisions(Precision.Fp32, Precision.Bf16);

    /// <summary>Builds the command.</summary>
    public BenchPeakCommand()
        : base("peak", "Fastest matrix products, fp32 and bf16: what shares of the peak are shares of", hasPeer: true, "bench peak", "bench peak --peer --json")
    {
        Add(size);
        Add(precision);
    }

    /// <inheritdoc/>
    protected override PeakJob Peak(ParseResult parse) => parse.GetRequiredValue(size) == BenchSizes.Tiny ? TinyPeak : new();

    /// <inheritdoc/>
    protected override IReadOnlyList<BenchRow> Measure(ParseResult parse, BenchSession session, CommandContext context) =>
        PeakBenchmark.Measure(session, parse.GetRequiredValue(precision), Peak(parse));
}
