using System.Text.Json;
using System.Text.Json.Serialization;

namespace Optiglot.Training;

/// <summary>
/// The log of a run, one JSON object a report, appended. Lines survive a kill; a resumed run appends, and readers let the later line of a step win (see
/// <see cref="Read"/>).
/// </summary>
public sealed class JsonLinesProgress : ITrainingProgress, IDisposable
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private readonly StreamWriter writer;

    /// <summary>Opens the log for appending; its folder is made as needed.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public JsonLinesProgress(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        FileStream stream = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        // A kill may have left a line without its end: start on a new one.
        bool torn = stream.Length > 0 && LastByte(stream) != '\n';
        stream.Seek(0, SeekOrigin.End);
        writer = new(stream) { AutoFlush = true, NewLine = "\n" };
        if (torn) writer.WriteLine();
    }

    /// <inheritdoc/>
    public void Report(TrainingReport report) => writer.WriteLine(JsonSerializer.Serialize(report, Json));

    /// <summary>The reports of a log in the order written; a torn line is passed over.</summary>
    /// <exception cref="FileNotFoundException">There is no such log.</exception>
    public static IEnumerable<TrainingReport> Read(string path)
    {
        foreach (string line in File.ReadLines(path))
            if (TryParse(line) is { } report) yield return report;
    }

    /// <inheritdoc/>
    public void Dispose() => writer.Dispose();

    private static TrainingReport? TryParse(string line)
    {
        try
        {
            return line.Length == 0 ? null : JsonSerializer.Deserialize<TrainingReport>(line, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static int LastByte(FileStream stream)
    {
        stream.Seek(-1, SeekOrigin.End);
        return stream.ReadByte();
    }
}
