using Optiglot.Training;

namespace Optiglot.DemoWorld;

/// <summary>One learning curve.</summary>
/// <param name="Name">"with pictures".</param>
/// <param name="Condition">The model it belongs to; gives the line its colour.</param>
/// <param name="Points">Epoch and development BLEU.</param>
public sealed record DemoCurve(string Name, DemoCondition Condition, IReadOnlyList<(double Epoch, double Bleu)> Points)
{
    /// <summary>Dev BLEU of a run's stages, one after the other, out of its log; so a run that was resumed has its whole curve.</summary>
    internal static DemoCurve Read(string log, string name, DemoCondition condition)
    {
        var curve = new LearningCurve();
        foreach (var report in JsonLinesProgress.Read(log)) curve.Report(report);
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
