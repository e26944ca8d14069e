namespace Optiglot.Training;

/// <summary>Tells every report to several listeners, in order; disposing disposes those that can be.</summary>
/// <param name="listeners">Who listens.</param>
internal sealed class CompositeTrainingProgress(params IReadOnlyList<ITrainingProgress> listeners) : ITrainingProgress, IDisposable
{
    /// <inheritdoc/>
    public void Report(TrainingReport report)
    {
        foreach (ITrainingProgress listener in listeners) listener.Report(report);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (ITrainingProgress listener in listeners) (listener as IDisposable)?.Dispose();
    }
}
