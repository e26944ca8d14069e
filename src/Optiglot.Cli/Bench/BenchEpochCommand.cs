using System.CommandLine;
using Optiglot.Bench;

namespace Optiglot.Cli;

/// <summary>An epoch of stage 1 against an epoch from end to end.</summary>
internal sealed class BenchEpochCommand : BenchmarkCommand
{
    // What bottom-up attention's published features have a picture.
    private const int PaperRegions = 36;

    private readonly RunBenchOptions run = new("paper");
    private readonly Option<int> lines = new("--lines") { Description = "Training pairs", HelpName = "N", DefaultValueFactory = _ => 2900 };
    private readonly Option<int?> regions =
        new(
        "--regions") { Description =
        $"Regions of 2,048 features in each sentence's picture; 0: text alone (default: {PaperRegions} for the paper's size, else 0)", HelpName = "N" };
    private readonly Option<bool> multi30k = Multi30k();

    /// <summary>Builds the command.</summary>
    public BenchEpochCommand() : base(
        "epoch", "An epoch of stage 1 (encoder frozen, states kept) against an epoch from end to end", hasPeer: false,
            "bench epoch --size paper --lines 2900 --rounds 1", "bench epoch --size wide --lines 29000 --json")
    {
        run.AddTo(this);
        Add(lines);
        Add(regions);
        Add(multi30k);
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<BenchRow> Measure(ParseResult parse, BenchSession session, CommandContext context)
    {
        bool usesCorpus = parse.GetValue(multi30k);
        int seen = parse.GetValue(regions) ?? (run.Size(parse) == "paper" && !usesCorpus ? PaperRegions : 0);
        if (seen < 0) throw new ArgumentException($"--regions {seen} must be at least 0");
        if (seen > 0 && usesCorpus) throw new ArgumentException("--multi30k has no made-up pictures: leave --regions out");
        return RunBenchmark.Epochs(session, run.Size(parse), run.Job(parse) with
        {
            Lines = run.IsTiny(parse) ? 100 : parse.GetValue(lines), Regions = seen, Multi30k = Multi30k(usesCorpus, context)
        });
    }
}
