using System.Diagnostics;

namespace Optiglot.Cli;

/// <summary>How fast counted work goes, and how long it still takes. Work found done at the first report (a resumed run) does not count as speed.</summary>
internal sealed class Pace
{
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private long? first;
    private long done;
    private long total;

    /// <summary>Time since the start.</summary>
    public TimeSpan Elapsed => watch.Elapsed;

    /// <summary>Takes a report.</summary>
    public void Update(long done, long total)
    {
        first ??= Math.Max(0, done - 1);
        (this.done, this.total) = (done, total);
    }

    /// <summary>Units a second.</summary>
    public double Rate => Elapsed.TotalSeconds > 0 ? (done - (first ?? 0)) / Elapsed.TotalSeconds : 0;

    /// <summary>Time left at that rate; null while there is none, or where the total is not known (0).</summary>
    public TimeSpan? Left => Rate > 0 && total > 0 && total >= done ? TimeSpan.FromSeconds((total - done) / Rate) : null;

    /// <summary>As <c>1200/8091 photos, 104 photos/s, 1:06 left</c>.</summary>
    public string Describe(string unit) =>
        FormattableString.Invariant($"{(total > 0 ? $"{done}/{total}" : done)} {unit}, {Rate:0.#} {unit}/s")
            + (Left is { } left ? $", {Clock(left)} left" : "");

    /// <summary>A duration as <c>m:ss</c> or <c>h:mm:ss</c>.</summary>
    public static string Clock(TimeSpan time) => time.TotalHours >= 1 ? $"{(int)time.TotalHours}:{time:mm\\:ss}" : $"{(int)time.TotalMinutes}:{time:ss}";
}
