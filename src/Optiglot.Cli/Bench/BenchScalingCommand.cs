using System.CommandLine;
using Optiglot.Bench;

namespace Optiglot.Cli;

/// <summary>Several ranks against one, a core each.</summary>
internal sealed class BenchScalingCommand : BenchmarkCommand
{
    private readonly RunBenchOptions run = new("wide");
    private readonly Option<int> ranks = new("--ranks") { Description = "Ranks that are compared with one", HelpName = "N", DefaultValueFactory = _ => 2 };
    private readonly Option<int> steps = new("--steps") { Description = "Updates of each run", HelpName = "N", DefaultValueFactory = _ => 40 };

    /// <summary>Builds the command.</summary>
    public BenchScalingCommand() : base(
        "scaling",
            "Ranks pinned to a core each against one on one core, the share of their time in communication, and what the cost model says of more "
            + "(docs/scaling.md)",
        hasPeer: false, "bench scaling --json", "bench scaling --size small --ranks 2 --rounds 1")
    {
        run.AddTo(this);
        Add(ranks);
        Add(steps);
        CommonOptions.AtLeast(ranks, 2);
        CommonOptions.AtLeast(steps, 2);
    }

    /// <inheritdoc/>
    protected override int Threads(int given) => 1;

    /// <inheritdoc/>
    protected override PeakJob Peak(ParseResult parse) => run.IsTiny(parse) ? TinyPeak : new();

    /// <inheritdoc/>
    protected override IReadOnlyList<BenchRow> Measure(ParseResult parse, BenchSession session, CommandContext context)
    {
        bool tiny = run.IsTiny(parse);
        RunJob job = run.Job(parse) with { Epochs = null, Steps = tiny ? 4 : parse.GetValue(steps), Lines = tiny ? 100 : 29_000 };
        return [.. ScalingBenchmark.Measure(session, run.Size(parse), job, parse.GetValue(ranks)), .. ScalingBenchmark.Predict(session)];
    }
}
