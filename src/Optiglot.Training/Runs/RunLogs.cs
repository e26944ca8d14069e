namespace Optiglot.Training;

/// <summary>
/// What a run writes of itself: <c>log.jsonl</c>, TensorBoard events, and the learning curve after each stage. A resumed run replays its log first.
/// </summary>
internal sealed class RunLogs : ITrainingProgress, IDisposable
{
    internal const string LogFile = "log.jsonl";

    private const string CurveFile = "curve.png", TensorBoardFolder = "tensorboard";

    private readonly string folder;
    private readonly string title;
    private readonly LearningCurve curve = new();
    private readonly CompositeTrainingProgress own;
    private readonly ITrainingProgress outer;
    private readonly HashSet<string> told = new(StringComparer.Ordinal);
    private readonly HashSet<string> finished = new(StringComparer.Ordinal);

    internal RunLogs(string folder, string title, ITrainingProgress outer)
    {
        (this.folder, this.title, this.outer) = (folder, title, outer);
        string log = Path.Combine(folder, LogFile);
        foreach (TrainingReport report in File.Exists(log) ? JsonLinesProgress.Read(log) : [])
        {
            curve.Report(report);
            Note(report);
        }

        own = new CompositeTrainingProgress(curve, new JsonLinesProgress(log), new TensorBoardProgress(Path.Combine(folder, TensorBoardFolder)));
    }

    /// <summary>Whether the log says that a stage is over.</summary>
    internal bool HasFinished(string stage) => finished.Contains(stage);

    public void Report(TrainingReport report)
    {
        Keep(report);
        outer.Report(report);
    }

    /// <summary>Takes over the log of a stage that another run trained, once; nobody is told of it.</summary>
    internal void Adopt(string stage, string log)
    {
        if (told.Contains(stage) || !File.Exists(log)) return;
        foreach (TrainingReport report in JsonLinesProgress.Read(log)) Keep(report);
    }

    public void Dispose() => own.Dispose();

    private void Keep(TrainingReport report)
    {
        own.Report(report);
        Note(report);
        if (report.Event is TrainingEvent.StageFinished or TrainingEvent.Saved && curve.Stages.Count > 0) curve.Save(Path.Combine(folder, CurveFile), title);
    }

    private void Note(TrainingReport report)
    {
        if (report.Event is not TrainingEvent.Message) told.Add(report.Stage);
        if (report.Event is TrainingEvent.StageFinished) finished.Add(report.Stage);
    }
}
