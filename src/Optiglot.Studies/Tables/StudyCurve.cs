using System.Globalization;
using Optiglot.Training;

namespace Optiglot.Studies.Tables;

/// <summary>BLEU on the dev set by epoch, stage after stage: the paper's Figure 3.</summary>
/// <param name="plan">The figure: its rows are lines.</param>
/// <param name="runs">The results.</param>
public sealed class StudyCurve(StudyPlan plan, StudyRuns runs)
{
    private const string Header = "system,target,seed,stage,epoch,dev_bleu";

    /// <summary>Every evaluation of every stage that translates, in order.</summary>
    /// <exception cref="InvalidDataException">A result or a recipe is damaged.</exception>
    public IReadOnlyList<StudyCurvePoint> Points(IReadOnlyList<ulong> seeds) =>
    [
        .. from target in plan.Table.Targets
           from row in plan.Table.Rows
           where row.Recipe is not null
           from seed in seeds
           let result = runs.Find(plan.Job(row.Recipe!, target, seed))
           where result is not null
           from stage in result.Training ?? []
           from evaluation in stage.Evaluations
           where evaluation.DevBleu is not null && !evaluation.Averaged
           select new StudyCurvePoint(row.Name, target, seed, stage.Stage, evaluation.Epoch, evaluation.DevBleu!.Value),
    ];

    /// <summary>The points as a CSV file.</summary>
    public static string Csv(IReadOnlyList<StudyCurvePoint> points) => string.Join('\n', [Header, .. points.Select(point => string.Create(
        CultureInfo.InvariantCulture,
            $"\"{point.System.Replace("\"", "\"\"", StringComparison.Ordinal)}\",{point.Target},{point.Seed},{point.Stage},{point.Epoch},{point.DevBleu}")),
            ""]);

    /// <summary>The line of one training as a PNG file, the change of stage marked.</summary>
    /// <exception cref="ArgumentException">The points are of several trainings, or there is none.</exception>
    public static void Draw(IReadOnlyList<StudyCurvePoint> points, string file)
    {
        if (points.Select(point => (point.System, point.Target, point.Seed)).Distinct().Count() != 1)
            throw new ArgumentException("a curve is drawn of one training", nameof(points));
        LearningCurve curve = new();
        foreach ((int step, StudyCurvePoint point) in points.Index())
            curve.Report(new TrainingReport
            {
                Event = TrainingEvent.Evaluation, Stage = point.Stage, Step = step, Epoch = point.Epoch, DevBleu = point.DevBleu
            });
        curve.Save(file, $"{points[0].System}, {points[0].Target}, seed {points[0].Seed}");
    }
}
