using Optiglot.Training;

namespace Optiglot.DemoWorld;

/// <summary>Passes on what a training run tells, with the run's name before the stage's.</summary>
internal sealed class NamedProgress(string run, ITrainingProgress listener) : ITrainingProgress
{
    public void Report(TrainingReport report) => listener.Report(report with { Stage = $"{run}: {report.Stage}" });
}
