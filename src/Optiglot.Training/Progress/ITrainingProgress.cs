namespace Optiglot.Training;

/// <summary>Where training loops tell how they get on. Called by the training thread: an implementation returns at once.</summary>
public interface ITrainingProgress
{
    /// <summary>Takes one report; called from the thread that trains.</summary>
    void Report(TrainingReport report);
}
