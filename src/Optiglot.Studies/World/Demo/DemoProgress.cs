using Optiglot.Training;

namespace Optiglot.Studies.World;

/// <summary>Passes on what a training run tells, with the run's name before the stage's, and keeps its learning curve.</summary>
internal sealed class DemoProgress(string run, ITrainingProgress listener) : ITrainingProgress
{
    private readonly LearningCurve curve = new();

    public void Report(TrainingReport report)
    {
        curve.Report(report);
        listener.Report(report with { Stage = $"{run}: {report.Stage}" });
    }

    /// <summary>Dev BLEU of both stages, one after the other.</summary>
    public DemoCurve Curve(string name, DemoCondition condition)
    {
        var points = new List<(double, double)>();
        double before = 0;
        foreach (string stage in curve.Stages)
        {
            var scores = curve.Scores(stage);
            points.AddRange(scores.Select(p => (before + p.Epoch, p.Value)));
            if (scores.Count > 0) before += scores[^1].Epoch;
        }
        return new(name, condition, points);
    }
}
