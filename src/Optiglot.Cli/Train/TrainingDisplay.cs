using System.Diagnostics;
using Optiglot.Training;

namespace Optiglot.Cli;

/// <summary>
/// Shows how training goes: on a terminal steps and messages redraw one line, and what stays of interest stays; elsewhere steps are a line every ten seconds,
/// and all else a line each.
/// </summary>
/// <param name="console">Shown on its error stream.</param>
internal sealed class TrainingDisplay(CommandConsole console) : ITrainingProgress, IDisposable
{
    private const string ClearLine = "\r\u001b[K";
    private const int DefaultWidth = 120;

    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(10);

    private readonly Stopwatch sinceLine = new();
    private bool isOpen;

    /// <summary>Seconds between reports of steps that are worth showing here.</summary>
    public double ReportSeconds => console.IsTerminal ? 1 : BetweenLines.TotalSeconds;

    /// <inheritdoc/>
    public void Report(TrainingReport report)
    {
        string line = TextTrainingProgress.Format(report);
        if (!console.IsTerminal)
        {
            bool isStep = report.Event is TrainingEvent.Step;
            if (isStep && sinceLine.IsRunning && sinceLine.Elapsed < BetweenLines) return;
            console.Error.WriteLine(line);
            if (isStep) sinceLine.Restart();
            return;
        }

        bool passes = report.Event is TrainingEvent.Step or TrainingEvent.Message;
        int width = Width();
        console.Error.Write(ClearLine + (passes && line.Length > width ? line[..width] : line) + (passes ? "" : Environment.NewLine));
        isOpen = passes;
    }

    /// <summary>Ends the open line.</summary>
    public void Dispose()
    {
        if (isOpen) console.Error.WriteLine();
        isOpen = false;
    }

    private static int Width()
    {
        try
        {
            return Math.Max(20, Console.WindowWidth - 1);
        }
        catch (IOException)
        {
            return DefaultWidth;
        }
    }
}
