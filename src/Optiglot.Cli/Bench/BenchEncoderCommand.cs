using System.CommandLine;
using Optiglot.Bench;
using Optiglot.Training;

namespace Optiglot.Cli;

/// <summary>Forward and backward pass of the encoder.</summary>
internal sealed class BenchEncoderCommand : BenchmarkCommand
{
    private readonly Option<string> size = Sizes(BenchSizes.EncoderNames, "bert-base");
    private readonly Option<Precision[]> precision = Precisions(Precision.Bf16);
    private readonly Option<double> dropout = new("--dropout")
    {
        Description = "Dropout of blocks and attention", HelpName = "P", DefaultValueFactory = _ => 0.1
    };
    private readonly Option<int> sentences = new("--sentences") { Description = "Sentences of the batch", HelpName = "N", DefaultValueFactory = _ => 64 };
    private readonly Option<int> length = new("--length") { Description = "Positions of a sentence", HelpName = "N", DefaultValueFactory = _ => 48 };

    /// <summary>Builds the command.</summary>
    public BenchEncoderCommand() : base(
        "encoder", "The encoder forward and backward: GFLOP/s and share of the machine's peak", hasPeer: true, "bench encoder --peer",
            "bench encoder --precision fp32 bf16 --dropout 0 --json")
    {
        foreach (Option option in (Option[])[size, precision, dropout, sentences, length]) Add(option);
    }

    /// <inheritdoc/>
    protected override PeakJob Peak(ParseResult parse) => parse.GetRequiredValue(size) == BenchSizes.Tiny ? TinyPeak : new();

    /// <inheritdoc/>
    protected override IReadOnlyList<BenchRow> Measure(ParseResult parse, BenchSession session, CommandContext context)
    {
        string name = parse.GetRequiredValue(size);
        EncoderJob job = new()
        {
            Encoder = BenchSizes.Encoder(name, parse.GetValue(dropout)), Sentences = parse.GetValue(sentences), Length = parse.GetValue(length)
        };
        if (name == BenchSizes.Tiny) job = job with { Sentences = 4, Length = 6, Repeats = 1 };
        return EncoderBenchmark.Measure(session, name, job, parse.GetRequiredValue(precision));
    }
}
