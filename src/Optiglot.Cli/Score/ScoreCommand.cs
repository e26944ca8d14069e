using System.CommandLine;
using Optiglot.Metrics;

namespace Optiglot.Cli;

/// <summary>Scores a system's output against references.</summary>
internal sealed class ScoreCommand : CliCommand
{
    private const int Decimals = 4;

    private readonly Argument<string> hypotheses = new("HYPOTHESES") { Description = "The system's output, one segment a line (gz too); - reads standard input" };
    private readonly Option<bool> sentences = new("--sentences") { Description = "Scores of every line too (BLEU with effective order)" };
    private readonly Option<int> confidence = new("--confidence") { Description = "95% confidence interval from N bootstrap resamples, as in 1000", HelpName = "N" };
    private readonly Option<uint> seed = new("--seed") { Description = "Seed of the resamples", HelpName = "N", DefaultValueFactory = _ => 12345 };
    private readonly MetricOptions metrics = new();

    /// <summary>Builds the command.</summary>
    public ScoreCommand() : base(
        "score", "Scores translations: BLEU, chrF, TER, METEOR, each with its signature",
        "score hyp.txt --ref a.txt --ref b.txt --lang de --metrics bleu,chrf,ter,meteor --json", "score hyp.txt.gz --ref ref.txt --metrics multi-bleu", "score - --ref ref.txt --confidence 1000")
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
        var chosen = metrics.Create(parse, context, parse.GetValue(sentences));
        IEnumerable<Segment> segments = SegmentReader.Read(parse.GetRequiredValue(hypotheses), metrics.References(parse));
        bool resample = parse.GetValue(confidence) > 0;
        if (!parse.GetValue(sentences) && !resample)
        {
            Write(context, chosen, CorpusScorer.Score([.. chosen.Select(metric => metric.Metric)], segments, context.Cancel), null, null);
            return ExitCode.Success;
        }

        Segment[] lines = [.. segments];
        string[] outputs = [.. lines.Select(line => line.Hypothesis)];
        string[][] references = [.. Enumerable.Range(0, metrics.References(parse).Length).Select(r => lines.Select(line => line.References[r]).ToArray())];
        SegmentStatistics[] statistics = [.. chosen.Select(metric => metric.Metric.Statistics(outputs, references))];
        MetricScore[] scores = [.. chosen.Select((metric, m) => metric.Metric.Compute(statistics[m].Sum(), statistics[m].ReferenceCount))];
        Confidence[]? intervals = resample ? [.. chosen.Select((metric, m) => Confidence.Estimate(metric.Metric, statistics[m], parse.GetValue(confidence), parse.GetValue(seed)))] : null;
        double[][]? perLine = parse.GetValue(sentences) ? [.. chosen.Select((metric, m) => Enumerable.Range(0, lines.Length).Select(i => metric.Metric.ComputeValue(statistics[m][i])).ToArray())] : null;
        Write(context, chosen, scores, intervals, perLine);
        return ExitCode.Success;
    }

    private static void Write(CommandContext context, IReadOnlyList<(string Name, Metric Metric)> chosen, IReadOnlyList<MetricScore> scores, Confidence[]? intervals, double[][]? perLine)
    {
        if (context.Json)
        {
            context.WriteJson(chosen.Select((metric, m) => (metric.Name, Value: Fields(scores[m], intervals?[m], perLine?[m]))).ToDictionary(pair => pair.Name, pair => pair.Value));
            return;
        }

        for (int i = 0; i < (perLine?[0].Length ?? 0); i++)
            context.Output.WriteLine(string.Join('\t', perLine!.Select(values => values[i]).Select(Text).Prepend($"{i + 1}")));
        for (int m = 0; m < scores.Count; m++)
        {
            string interval = intervals is null ? "" : $" (mean {Text(intervals[m].Mean)} ± {Text(intervals[m].Interval)})";
            context.Output.WriteLine($"{scores[m].Name}|{scores[m].Signature} = {Text(scores[m].Value)}{interval} {scores[m].Detail}".TrimEnd());
        }
    }

    private static Dictionary<string, object> Fields(MetricScore score, Confidence? interval, double[]? perLine)
    {
        var fields = new Dictionary<string, object> { ["score"] = Rounded(score.Value), ["signature"] = score.Signature };
        if (score.Detail.Length > 0) fields["detail"] = score.Detail;
        if (interval is not null) (fields["mean"], fields["interval"]) = (Rounded(interval.Mean), Rounded(interval.Interval));
        if (perLine is not null) fields["sentences"] = perLine.Select(Rounded).ToArray();
        return fields;
    }

    private static double Rounded(double value) => Math.Round(value, Decimals);

    private static string Text(double value) => value.ToString("F" + Decimals, System.Globalization.CultureInfo.InvariantCulture);
}
