namespace Optiglot.Training;

/// <summary>Shows every number of every report in TensorBoard, each stage by itself: <c>stage1/loss</c>, <c>stage1/dev_bleu</c>, …</summary>
/// <param name="folder">The run's log folder.</param>
/// <param name="time">The clock; the system's by default.</param>
internal sealed class TensorBoardProgress(string folder, TimeProvider? time = null) : ITrainingProgress, IDisposable
{
    private readonly TensorBoardWriter writer = new(folder, time);

    /// <inheritdoc/>
    public void Report(TrainingReport report)
    {
        Write(report, "loss", report.Loss);
        Write(report, "learning_rate", report.LearningRate);
        Write(report, "tokens_per_second", report.TokensPerSecond);
        Write(report, "dev_bleu", report.DevBleu);
        foreach ((string name, double value) in report.Values ?? new Dictionary<string, double>()) Write(report, name, value);
        writer.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => writer.Dispose();

    private void Write(TrainingReport report, string name, double? value)
    {
        if (value is { } number) writer.Scalar($"{report.Stage}/{name}", report.Step, number);
    }
}
