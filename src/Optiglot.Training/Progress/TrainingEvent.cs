namespace Optiglot.Training;

/// <summary>What a <see cref="TrainingReport"/> tells of.</summary>
public enum TrainingEvent
{
    /// <summary>A stage of the run begins.</summary>
    StageStarted,

    /// <summary>Some updates of the stage went by.</summary>
    Step,

    /// <summary>The model was scored on the development set.</summary>
    Evaluation,

    /// <summary>A checkpoint was written.</summary>
    Saved,

    /// <summary>Something worth saying in words only.</summary>
    Message,

    /// <summary>A stage is over.</summary>
    StageFinished,
}
