using System.CommandLine;
using Optiglot.Metrics;

namespace Optiglot.Cli;

/// <summary>Scores the output of one or more systems against references.</summary>
internal sealed class ScoreCommand : CliCommand
{
    private readonly Argument<string[]> hypotheses = new("HYPOTHESES")
    {
        Description = "The output of one or more systems, one segment a line (gz too); - reads standard input", Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> sentences = new("--sentences") { Description = "Scores of every line too, as they come (BLEU with effective order)" };
    private readonly Option<int> confidence = new("--confidence")
    {
        Description = "95% confidence interval from N bootstrap resamples, as in 1000", HelpName = "N",
    };

    private readonly Option<uint> seed = new("--seed") { Description = "Seed of the resamples", HelpName = "N", DefaultValueFactory = _ => 12345 };
    private readonly MetricOptions metrics = new();
    private readonly FormatOptions formats = new(withScoreOnly: true);

    /// <summary>Builds the command.</summary>
    public ScoreCommand() : base(
        "score", "Scores translations: BLEU, chrF, TER, METEOR and learned metrics, each with its signature",
        "score hyp.txt --ref a.txt --ref b.txt --lang de --metrics bleu,chrf,ter,meteor --json", "score hyp.txt.gz --ref ref.txt --metrics multi-bleu -b -w 2",
        "score - --ref ref.txt --confidence 1000", "score system1.txt system2.txt --ref ref.txt --latex",
        "score hyp.txt --ref ref.txt --tok flores200 --spm-model flores200.model",
        "score hyp.txt --ref ref.txt --sources src.txt --learned comet.json")
    {
        Add(hypotheses);
        metrics.AddTo(this);
        Add(sentences);
        Add(confidence);
        Add(seed);
        formats.AddTo(this);
    }

    /// <inheritdoc/>
    public override int Run(ParseResult parse, CommandContext context)
    {
        string[] paths = FilePatterns.Expand(parse.GetRequiredValue(hypotheses));
        bool everyLine = parse.GetValue(sentences);
        int samples = parse.GetValue(confidence);
        if (samples < 0) throw new UsageException($"--confidence must be 1 or more resamples, not {samples}");
        if (everyLine && paths.Length > 1) throw new UsageException("--sentences scores one system: name one file");
        metrics.CheckStandardInput(parse, paths);
        ScoreFormat format = formats.Of(parse, context);
        using ChosenMetrics chosen = metrics.Create(parse, context, everyLine);
        using IScoreReport report = format.Json
            ? new JsonScoreReport(context.Output, format, chosen.Names, everyLine)
            : new TextScoreReport(context.Output, format);
        var request = new CorpusRequest(chosen.Metrics)
        {
            Learned = chosen.Learned, KeepStatistics = samples > 0, OnSegment = everyLine ? report.Sentence : null,
        };
        report.Corpus([.. paths.Zip(SystemFiles.Names(paths), (path, name) => Scores(
            name, metrics.Score(parse, context, chosen, request, path, name), chosen, samples, parse.GetValue(seed), context))]);
        return ExitCode.Success;
    }

    private static SystemScores Scores(string name, CorpusResult result, ChosenMetrics chosen, int samples, uint seed, CommandContext context) => samples == 0
        ? new SystemScores(name, result.Scores, null)
        : new SystemScores(
            name, [.. result.Scores.Select(score => score with { Signature = Confidence.Sign(score.Signature, samples, seed) })],
            [.. chosen.With(result.Statistics).Select(metric => Confidence.Estimate(metric, samples, seed, context.Cancel))]);
}
