namespace Optiglot.Training.Tests;

/// <summary>Cancels a run after some updates.</summary>
internal sealed class StopAfter(CancellationTokenSource stop, int steps) : ITrainingProgress
{
    private int seen;

    public void Report(TrainingReport report)
    {
        if (report.Event == TrainingEvent.Step && ++seen == steps) stop.Cancel();
    }
}
