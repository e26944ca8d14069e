using System.CommandLine;
using Optiglot.Bench;

namespace Optiglot.Cli;

/// <summary>Cost of a token as the corpus grows.</summary>
internal sealed class BenchGrowthCommand : BenchmarkCommand
{
    private readonly RunBenchOptions run = new("small");
    private readonly Option<int[]> lines = new("--lines")
    {
        Description = "Training pairs of each run", DefaultValueFactory = _ => [10_000, 100_000, 1_000_000], AllowMultipleArgumentsPerToken = true
    };
    private readonly Option<int> steps = new("--steps") { Description = "Updates of each run", HelpName = "N", DefaultValueFactory = _ => 100 };

    /// <summary>Builds the command.</summary>
    public BenchGrowthCommand() : base("growth", "Cost of a target token at 10,000, 100,000 and 1,000,000 lines: it shall stay the same", hasPeer: false,
        "bench growth --rounds 1", "bench growth --lines 10000 100000 --steps 50 --json")
    {
        run.AddTo(this);
        Add(lines);
        Add(steps);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<BenchRow> Measure(ParseResult parse, BenchSession session, CommandContext context)
    {
        bool tiny = run.IsTiny(parse);
        RunJob job = run.Job(parse) with { Epochs = null, Steps = tiny ? 4 : parse.GetValue(steps) };
        return RunBenchmark.Growth(session, run.Size(parse), job, tiny ? [100, 200] : parse.GetRequiredValue(lines));
    }
}
