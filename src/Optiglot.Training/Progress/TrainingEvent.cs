namespace Optiglot.Training;

/// <summary>What a <see cref="TrainingReport"/> tells of.</summary>
public enum TrainingEvent
{
    /// <summary>A stage begins.</summary>
    StageStarted,

    /// <summary>Updates went by.</summary>
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
