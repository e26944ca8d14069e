using System.CommandLine;
using Optiglot.Bench;

namespace Optiglot.Cli;

/// <summary>An epoch of stage 1 against an epoch from end to end.</summary>
internal sealed class BenchEpochCommand : BenchmarkCommand
{
    private readonly RunBenchOptions run = new("paper");
    private readonly Option<int> lines = new("--lines") { Description = "Training pairs", HelpName = "N", DefaultValueFactory = _ => 2900 };
    private readonly Option<bool> multi30k = Multi30k();

    /// <summary>Builds the command.</summary>
    public BenchEpochCommand() : base(
        "epoch", "An epoch of stage 1 (encoder frozen, states kept) against an epoch from end to end", hasPeer: false, "bench epoch --size paper --lines 2900 --rounds 1", "bench epoch --size wide --lines 29000 --json")
    {
        run.AddTo(this);
        Add(lines);
        Add(multi30k);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<BenchRow> Measure(ParseResult parse, BenchSession session, CommandContext context) => RunBenchmark.Epochs(
        session, run.Size(parse), run.Job(parse) with { Lines = run.IsTiny(parse) ? 100 : parse.GetValue(lines), Multi30k = Multi30k(parse.GetValue(multi30k), context) });
}
