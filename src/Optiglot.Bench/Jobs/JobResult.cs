using System.Diagnostics;

namespace Optiglot.Bench;

/// <summary>What one process measured; the peers' Python prints the same.</summary>
public sealed record JobResult
{
    private const string Status = "/proc/self/status", PeakLine = "VmHWM:";

    /// <summary>Seconds of each timed pass.</summary>
    public required IReadOnlyList<double> Seconds { get; init; }

    /// <summary>Units of work in a pass, such as target tokens.</summary>
    public required double Work { get; init; }

    /// <summary>More numbers by name: losses, counts, sizes.</summary>
    public IReadOnlyDictionary<string, double> Values { get; init; } = new Dictionary<string, double>();

    /// <summary>What came out, where both sides must agree: a translation's ids a line.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>Most memory the process held, bytes (VmHWM); 0 where the system does not tell.</summary>
    public long PeakBytes { get; init; }

    /// <summary>Units of work a second, by the median pass.</summary>
    public double Rate => Work / Spread.MedianOf(Seconds);

    /// <summary>Times passes of some work.</summary>
    public static IReadOnlyList<double> Time(int warmup, int repeats, Action pass)
    {
        for (int i = 0; i < warmup; i++) pass();
        double[] seconds = new double[repeats];
        for (int i = 0; i < repeats; i++)
        {
            long start = Stopwatch.GetTimestamp();
            pass();
            seconds[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        return seconds;
    }

    /// <summary>Most memory this process has held, bytes.</summary>
    public static long PeakMemory()
    {
        if (!File.Exists(Status)) return 0;
        string? line = File.ReadLines(Status).FirstOrDefault(each => each.StartsWith(PeakLine, StringComparison.Ordinal));
        return line is null ? 0 : 1024 * long.Parse(line[PeakLine.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(),
            System.Globalization.CultureInfo.InvariantCulture);
    }
}
