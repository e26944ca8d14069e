using System.CommandLine;
using Optiglot.Bench;
using Optiglot.Training;

namespace Optiglot.Cli;

/// <summary>Training steps of a translation model.</summary>
internal sealed class BenchTrainCommand : BenchmarkCommand
{
    private readonly Option<string> size = Sizes(["wide", "small", BenchSizes.Tiny], "wide");
    private readonly Option<Precision[]> precision = Precisions(Precision.Fp32, Precision.Bf16);
    private readonly Option<double> dropout =
        new("--dropout") { Description = "Dropout of blocks and attention; at 0 both sides' losses after training are compared too", HelpName = "P",
        DefaultValueFactory = _ => 0.1 };
    private readonly Option<int> tokens = new("--batch-tokens") { Description = "Target positions a batch", HelpName = "N", DefaultValueFactory = _ => 4096 };
    private readonly Option<bool> multi30k = Multi30k();

    /// <summary>Builds the command.</summary>
    public BenchTrainCommand() : base(
        "train", "Training steps on fixed batches: tokens/s, GFLOP/s, share of the machine's peak", hasPeer: true,
        "bench train --size wide --peer", "bench train --size small --precision bf16 --multi30k --peer --json")
    {
        foreach (Option option in (Option[])[size, precision, dropout, tokens, multi30k]) Add(option);
    }

    /// <inheritdoc/>
    protected override PeakJob Peak(ParseResult parse) => parse.GetRequiredValue(size) == BenchSizes.Tiny ? TinyPeak : new();

    /// <inheritdoc/>
    protected override IReadOnlyList<BenchRow> Measure(ParseResult parse, BenchSession session, CommandContext context)
    {
        string name = parse.GetRequiredValue(size);
        if (name == "paper") throw new ArgumentException("the fixed batches are text alone, of one vocabulary; use wide or small");
        TrainJob job = new()
        {
            Model = BenchSizes.Translation(name, parse.GetValue(dropout)), BatchTokens = parse.GetValue(tokens),
            Multi30k = Multi30k(parse.GetValue(multi30k), context)
        };
        if (name == BenchSizes.Tiny) job = job with { Pairs = 200, Batches = 2, BatchTokens = 256, Repeats = 1 };
        return TrainBenchmark.Measure(session, name, job, parse.GetRequiredValue(precision));
    }
}
