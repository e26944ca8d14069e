using System.CommandLine;
using Optiglot.Bench;

namespace Optiglot.Cli;

/// <summary>Memory of a training run.</summary>
internal sealed class BenchMemoryCommand : BenchmarkCommand
{
    private readonly RunBenchOptions run = new("wide");
    private readonly Option<int> lines = new("--lines") { Description = "Training pairs", HelpName = "N", DefaultValueFactory = _ => 29_000 };
    private readonly Option<int?> steps = new("--steps") { Description = "Most updates (default: an epoch)", HelpName = "N" };
    private readonly Option<bool> multi30k = Multi30k();

    /// <summary>Builds the command.</summary>
    public BenchMemoryCommand() : base("memory", "The most memory that an epoch of training holds, beside the weights", hasPeer: false,
        "bench memory --size wide --rounds 1", "bench memory --size small --multi30k --json")
    {
        run.AddTo(this);
        Add(lines);
        Add(steps);
        Add(multi30k);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<BenchRow> Measure(ParseResult parse, BenchSession session, CommandContext context) =>
        RunBenchmark.Memory(session, run.Size(parse), run.Job(parse) with
    {
        Lines = run.IsTiny(parse) ? 100 : parse.GetValue(lines),
        Steps = parse.GetValue(steps),
        Multi30k = Multi30k(parse.GetValue(multi30k), context),
    });
}
