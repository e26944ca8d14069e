using System.Diagnostics;
using Optiglot.Training;

namespace Optiglot.Bench;

/// <summary>Hears a training run and keeps when the stage began and what its steps took.</summary>
internal sealed class RunTimes : ITrainingProgress
{
    // The first steps meet new shapes and cold caches.
    private const int MostIgnored = 20;

    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly List<(double Seconds, double Tokens, double Sending)> steps = [];
    private double last;

    /// <summary>Seconds until the first step: reading, tokenising, learning pieces; in stage 1 also the encoder's states.</summary>
    internal double Prepare { get; private set; }

    /// <summary>Updates made.</summary>
    internal int Steps => steps.Count;

    /// <summary>Seconds and target tokens of the steps that count: all but the first tenth, at most 20.</summary>
    internal (double Seconds, double Tokens, int Steps) Steady()
    {
        (double Seconds, double Tokens, double Sending)[] counted = Counted();
        return (counted.Sum(step => step.Seconds), counted.Sum(step => step.Tokens), counted.Length);
    }

    /// <summary>The share of the steps' time in sums of gradients; 0 where there is one rank.</summary>
    internal double Communication => Counted().Sum(step => step.Sending) / Counted().Sum(step => step.Seconds);

    private (double Seconds, double Tokens, double Sending)[] Counted()
    {
        if (steps.Count == 0) throw new InvalidDataException("the run made no step: give it more lines, steps or epochs");
        return [.. steps.Skip(Math.Min(MostIgnored, steps.Count / 10))];
    }

    public void Report(TrainingReport report)
    {
        if (report.Event == TrainingEvent.StageStarted) Prepare = watch.Elapsed.TotalSeconds;
        if (report.Event != TrainingEvent.Step || report.TokensPerSecond is not { } speed) return;
        double seconds = report.Elapsed.TotalSeconds - last;
        last = report.Elapsed.TotalSeconds;
        steps.Add((seconds, speed * seconds, seconds * (report.Values?.GetValueOrDefault("communication") ?? 0)));
    }
}
