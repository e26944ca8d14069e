using Optiglot.Training;

namespace Optiglot.DemoWorld;

/// <summary>Lets several runs tell one listener, one report at a time.</summary>
internal sealed class SharedProgress(ITrainingProgress listener) : ITrainingProgress
{
    private readonly Lock turn = new();

    public void Report(TrainingReport report)
    {
        lock (turn) listener.Report(report);
    }
}
