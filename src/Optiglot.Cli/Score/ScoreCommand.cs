using System.CommandLine;
using Optiglot.Metrics;

namespace Optiglot.Cli;

/// <summary>Scores a system's output against references.</summary>
internal sealed class ScoreCommand : CliCommand
{
    private readonly Argument<string> hypotheses = new("HYPOTHESES")
    {
        Description = "The system's output, one segment a line (gz too); - reads standard input",
    };

    private readonly Option<bool> sentences = new("--sentences") { Description = "Scores of every line too, as they come (BLEU with effective order)" };
    private readonly Option<int> confidence = new("--confidence")
    {
        Description = "95% confidence interval from N bootstrap resamples, as in 1000", HelpName = "N",
    };

    private readonly Option<uint> seed = new("--seed") { Description = "Seed of the resamples", HelpName = "N", DefaultValueFactory = _ => 12345 };
    private readonly MetricOptions metrics = new();

    /// <summary>Builds the command.</summary>
    public ScoreCommand() : base(
        "score", "Scores translations: BLEU, chrF, TER, METEOR and learned metrics, each with its signature",
        "score hyp.txt --ref a.txt --ref b.txt --lang de --metrics bleu,chrf,ter,meteor --json", "score hyp.txt.gz --ref ref.txt --metrics multi-bleu",
        "score - --ref ref.txt --confidence 1000", "score hyp.txt --ref ref.txt --sources src.txt --learned comet.json")
    {
        Add(hypotheses);
        metrics.AddTo(this);
        Add(sentences);
        Add(confidence);
        Add(seed);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult parse, CommandContext context)
    {
        bool everyLine = parse.GetValue(sentences);
        int samples = parse.GetValue(confidence);
        if (samples < 0) throw new ArgumentException($"--confidence must be 1 or more resamples, not {samples}");
        using ChosenMetrics chosen = metrics.Create(parse, context, everyLine);
        using ScoreReport report = new(context.Output, context.Json, chosen.Names, everyLine);
        var request = new CorpusRequest(chosen.Metrics)
        {
            Learned = chosen.Learned, KeepStatistics = samples > 0, OnSegment = everyLine ? report.Sentence : null,
        };
        CorpusResult result = CorpusScorer.Run(request, metrics.Read(parse, parse.GetRequiredValue(hypotheses)), context.Cancel);
        if (samples == 0)
        {
            report.Corpus(result.Scores, null);
            return ExitCode.Success;
        }

        uint start = parse.GetValue(seed);
        report.Corpus(
            [.. result.Scores.Select(score => score with { Signature = Confidence.Sign(score.Signature, samples, start) })],
            [.. chosen.With(result.Statistics).Select(metric => Confidence.Estimate(metric, samples, start))]);
        return ExitCode.Success;
    }
}
