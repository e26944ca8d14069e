namespace Optiglot.Training;

/// <summary>
/// Collects loss and dev BLEU of a run and draws them over the epochs, the change of stage marked: the paper's Figure 3. A resumed run first replays its log
/// (<see cref="JsonLinesProgress.Read"/>); of two reports on the same step the later counts.
/// </summary>
public sealed class LearningCurve : ITrainingProgress
{
    private readonly List<string> stages = [];
    private readonly Dictionary<(string Stage, long Step), CurvePoint> losses = [];
    private readonly Dictionary<(string Stage, long Step), CurvePoint> scores = [];

    /// <summary>Stages with anything to draw, in the order they came.</summary>
    public IReadOnlyList<string> Stages => [.. stages.Where(stage => losses.Keys.Concat(scores.Keys).Any(key => key.Stage == stage))];

    /// <inheritdoc/>
    public void Report(TrainingReport report)
    {
        if (!stages.Contains(report.Stage)) stages.Add(report.Stage);
        if (report.Loss is { } loss && double.IsFinite(loss)) losses[(report.Stage, report.Step)] = new(report.Epoch, loss);
        if (report.DevBleu is { } bleu && double.IsFinite(bleu)) scores[(report.Stage, report.Step)] = new(report.Epoch, bleu);
    }

    /// <summary>The losses of a stage by epoch.</summary>
    public IReadOnlyList<CurvePoint> Losses(string stage) => Points(losses, stage);

    /// <summary>The dev BLEU of a stage by epoch.</summary>
    public IReadOnlyList<CurvePoint> Scores(string stage) => Points(scores, stage);

    /// <summary>Draws the curve into a PNG file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="title">What stands above it, such as the recipe's name.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Save(string path, string title)
    {
        byte[] png = LearningCurvePlot.Draw(this, title);
        AtomicFile.Write(path, stream => stream.Write(png));
    }

    private static CurvePoint[] Points(Dictionary<(string Stage, long Step), CurvePoint> from, string stage) =>
        [.. from.Where(pair => pair.Key.Stage == stage).OrderBy(pair => pair.Key.Step).Select(pair => pair.Value)];
}
