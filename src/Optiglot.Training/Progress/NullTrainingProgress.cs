namespace Optiglot.Training;

/// <summary>Says nothing.</summary>
public sealed class NullTrainingProgress : ITrainingProgress
{
    /// <summary>The one instance there need be.</summary>
    public static NullTrainingProgress Instance { get; } = new();

    /// <inheritdoc/>
    public void Report(TrainingReport report)
    {
    }
}
