namespace Optiglot.Training;

/// <summary>Progress that nobody wants to hear of.</summary>
public sealed class NullTrainingProgress : ITrainingProgress
{
    /// <summary>The one instance there need be.</summary>
    public static NullTrainingProgress Instance { get; } = new();

    /// <inheritdoc/>
    public void Report(TrainingReport report)
    {
    }
}
