using System.Diagnostics;
using System.Text.Json;

namespace Optiglot.Training;

/// <summary>Seconds each step of a run took, kept in <c>run.json</c>, so that a resumed run knows its whole time.</summary>
internal sealed class RunClock
{
    private readonly string? path;
    private readonly SortedDictionary<string, double> seconds;

    /// <summary>Takes up the times of a run's folder.</summary>
    /// <param name="folder">The folder; null: times are not kept.</param>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    internal RunClock(string? folder)
    {
        path = folder is null ? null : Path.Combine(folder, "run.json");
        seconds = path is not null && File.Exists(path) ? Read(path) : [];
    }

    /// <summary>Minutes of all steps so far.</summary>
    internal double Minutes => seconds.Values.Sum() / 60;

    /// <summary>Times a step that has no clock of its own; repeated steps add up.</summary>
    internal T Time<T>(string step, Func<T> body)
    {
        Stopwatch watch = Stopwatch.StartNew();
        try
        {
            return body();
        }
        finally
        {
            Set(step, seconds.GetValueOrDefault(step) + watch.Elapsed.TotalSeconds);
        }
    }

    /// <summary>Sets the whole time of a step that has a clock of its own.</summary>
    internal void Set(string step, double value)
    {
        seconds[step] = value;
        if (path is not null) AtomicFile.WriteText(path, JsonSerializer.Serialize(seconds) + "\n");
    }

    private static SortedDictionary<string, double> Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<SortedDictionary<string, double>>(File.ReadAllText(path)) ?? [];
        }
        catch (JsonException cause)
        {
            throw new InvalidDataException(
                $"{path}: is damaged: {cause.Message.ReplaceLineEndings(" ")}; delete it, and the run goes on from its checkpoints with its time counted anew",
                cause);
        }
    }
}
