using System.Diagnostics;
using System.Text.Json;

namespace Optiglot.Training;

/// <summary>Seconds each step of a run took, kept in <c>run.json</c>, so that a resumed run knows its whole time.</summary>
internal sealed class RunClock
{
    private readonly string path;
    private readonly SortedDictionary<string, double> seconds;

    internal RunClock(string folder)
    {
        path = Path.Combine(folder, "run.json");
        seconds = File.Exists(path) ? JsonSerializer.Deserialize<SortedDictionary<string, double>>(File.ReadAllText(path)) ?? [] : [];
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
        AtomicFile.WriteText(path, JsonSerializer.Serialize(seconds) + "\n");
    }
}
