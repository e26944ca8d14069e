namespace Optiglot.Training;

/// <summary>What a run writes of itself: <c>log.jsonl</c>, TensorBoard events, and the learning curve after each stage. A resumed run replays its log first.</summary>
internal sealed class RunLogs : ITrainingProgress, IDisposable
{
    internal const string LogFile = "log.jsonl";

    private const string CurveFile = "curve.png", TensorBoardFolder = "tensorboard";

    private readonly string folder;
    private readonly string title;
    private readonly LearningCurve curve = new();
    private readonly CompositeTrainingProgress listeners;

    internal RunLogs(string folder, string title, ITrainingProgress outer)
    {
        (this.folder, this.title) = (folder, title);
        string log = Path.Combine(folder, LogFile);
        if (File.Exists(log))
            foreach (TrainingReport report in JsonLinesProgress.Read(log)) curve.Report(report);
        // The outer listener is the caller's and is not disposed here.
        listeners = new CompositeTrainingProgress(curve, new JsonLinesProgress(log), new TensorBoardProgress(Path.Combine(folder, TensorBoardFolder)), new Borrowed(outer));
    }

    public void Report(TrainingReport report)
    {
        listeners.Report(report);
        if (report.Event is TrainingEvent.StageFinished or TrainingEvent.Saved && curve.Stages.Count > 0) curve.Save(Path.Combine(folder, CurveFile), title);
    }

    public void Dispose() => listeners.Dispose();

    private sealed class Borrowed(ITrainingProgress inner) : ITrainingProgress
    {
        public void Report(TrainingReport report) => inner.Report(report);
    }
}
