using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Optiglot.Metrics;

namespace Optiglot.Cli;

/// <summary>
/// Scores as one JSON object: <c>sentences</c> where they are wanted, a line each, then a field a metric;
/// of several systems, a list <c>systems</c> of such objects with their names.
/// </summary>
/// <param name="output">Where to write.</param>
/// <param name="format">How numbers are written.</param>
/// <param name="names">Names of the metrics.</param>
/// <param name="sentences">Whether sentences are written.</param>
internal sealed class JsonScoreReport(TextWriter output, ScoreFormat format, IReadOnlyList<string> names, bool sentences) : IScoreReport
{
    private const int FlushAt = 1 << 15;

    private readonly ArrayBufferWriter<byte> text = new();
    private Utf8JsonWriter? json;

    /// <inheritdoc/>
    public void Sentence(long segment, ReadOnlySpan<double> scores)
    {
        Dictionary<string, double> fields = new(scores.Length);
        for (int m = 0; m < scores.Length; m++) fields[names[m]] = scores[m];
        // White space in front of a value is JSON, too: a line a sentence.
        Started().WriteRawValue($"\n    {JsonSerializer.Serialize(fields, format.OneLine)}", skipInputValidation: true);
        if (json!.BytesPending + text.WrittenCount > FlushAt) Flush();
    }

    /// <inheritdoc/>
    public void Corpus(IReadOnlyList<SystemScores> systems)
    {
        Utf8JsonWriter writer = Started();
        if (sentences) writer.WriteEndArray();
        if (systems is [var only]) WriteMetrics(writer, only);
        else
        {
            writer.WriteStartArray("systems");
            foreach (SystemScores system in systems)
            {
                writer.WriteStartObject();
                writer.WriteString("system", system.Name);
                WriteMetrics(writer, system);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
        Flush();
        output.WriteLine();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (json is { CurrentDepth: > 0 }) Flush();
        json?.Dispose();
    }

    private Utf8JsonWriter Started()
    {
        if (json is not null) return json;
        json = new Utf8JsonWriter(text, new JsonWriterOptions { Indented = true, Encoder = format.OneLine.Encoder });
        json.WriteStartObject();
        if (sentences) json.WriteStartArray("sentences");
        return json;
    }

    private void WriteMetrics(Utf8JsonWriter writer, SystemScores system)
    {
        for (int m = 0; m < names.Count; m++)
        {
            writer.WritePropertyName(names[m]);
            Fields(system.Scores[m], system.Intervals?[m]).WriteTo(writer, format.OneLine);
        }
    }

    // Score, signature and confidence first, then what the metric's own record adds.
    private JsonObject Fields(MetricScore score, Confidence? interval)
    {
        JsonObject parts = Node(score), fields = new() { ["score"] = parts["value"]!.DeepClone(), ["signature"] = score.Signature };
        if (score.Detail.Length > 0) fields["detail"] = score.Detail;
        foreach ((string key, JsonNode? value) in interval is null ? [] : Node(interval)) fields[key] = value?.DeepClone();
        foreach (string known in (string[])["name", "value", "signature", "detail"]) parts.Remove(known);
        foreach ((string key, JsonNode? value) in parts) fields[key] = value?.DeepClone();
        return fields;
    }

    private JsonObject Node(object record) => JsonSerializer.SerializeToNode(record, record.GetType(), format.OneLine)!.AsObject();

    private void Flush()
    {
        json!.Flush();
        output.Write(Encoding.UTF8.GetString(text.WrittenSpan));
        text.Clear();
    }
}
