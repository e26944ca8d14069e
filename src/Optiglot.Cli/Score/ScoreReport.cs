using System.Globalization;
using System.Text;
using System.Text.Json;
using Optiglot.Metrics;

namespace Optiglot.Cli;

/// <summary>
/// Writes scores as they come: lines of sentences first, then the corpus. As JSON that is one object, with <c>sentences</c> in front of the metrics.
/// </summary>
/// <param name="output">Where to write.</param>
/// <param name="json">Whether as JSON.</param>
/// <param name="names">Names of the metrics.</param>
/// <param name="sentences">Whether sentences are written.</param>
internal sealed class ScoreReport(TextWriter output, bool json, IReadOnlyList<string> names, bool sentences) : IDisposable
{
    private const int Decimals = 4, FlushAt = 1 << 15;

    private readonly StringBuilder lines = new();
    private readonly string[] keys = [.. names.Select(name => JsonSerializer.Serialize(name, JsonOutput.OneLine))];
    private bool started;

    /// <summary>Writes a sentence's scores; what <see cref="SegmentHandler"/> calls.</summary>
    public void Sentence(long segment, ReadOnlySpan<double> scores)
    {
        if (json) lines.Append(started ? ",\n    { " : "{\n  \"sentences\": [\n    { ");
        else lines.Append(CultureInfo.InvariantCulture, $"{segment + 1}");
        for (int m = 0; m < scores.Length; m++)
        {
            if (json) lines.Append(m > 0 ? ", " : "").Append(keys[m]).Append(": ").Append(Json(scores[m]));
            else lines.Append(CultureInfo.InvariantCulture, $"\t{scores[m]:F4}");
        }
        lines.Append(json ? " }" : "\n");
        started = true;
        if (lines.Length > FlushAt) Flush();
    }

    /// <summary>Writes the corpus scores, after all sentences.</summary>
    public void Corpus(IReadOnlyList<MetricScore> scores, IReadOnlyList<Confidence>? intervals)
    {
        Flush();
        if (json) WriteObject(scores, intervals);
        else
            for (int m = 0; m < scores.Count; m++)
            {
                MetricScore score = scores[m];
                string interval = intervals is null ? "" : FormattableString.Invariant($" (mean {intervals[m].Mean:F4} ± {intervals[m].Interval:F4})");
                output.WriteLine(FormattableString.Invariant($"{score.Name}|{score.Signature} = {score.Value:F4}{interval} {score.Detail}").TrimEnd());
            }
    }

    /// <summary>Writes what is still held back.</summary>
    public void Dispose() => Flush();

    private void WriteObject(IReadOnlyList<MetricScore> scores, IReadOnlyList<Confidence>? intervals)
    {
        string text = JsonSerializer.Serialize(names.Select((name, m) => (name, Fields(scores[m], intervals?[m]))).ToDictionary(), JsonOutput.Indented);
        if (sentences && !started) text = text.Insert(1, "\n  \"sentences\": [],");
        output.WriteLine(started ? $"\n  ],{text[1..]}" : text);
    }

    private void Flush()
    {
        foreach (ReadOnlyMemory<char> chunk in lines.GetChunks()) output.Write(chunk.Span);
        lines.Clear();
    }

    private static string Json(double number) => JsonSerializer.Serialize(Math.Round(number, Decimals), JsonOutput.OneLine);

    private static Dictionary<string, object> Fields(MetricScore score, Confidence? interval)
    {
        var fields = new Dictionary<string, object> { ["score"] = Math.Round(score.Value, Decimals), ["signature"] = score.Signature };
        if (score.Detail.Length > 0) fields["detail"] = score.Detail;
        if (interval is not null) (fields["mean"], fields["interval"]) = (Math.Round(interval.Mean, Decimals), Math.Round(interval.Interval, Decimals));
        return fields;
    }
}
