namespace Optiglot.Networks;

/// <summary>How a picture reaches a translation.</summary>
public enum PictureUse
{
    /// <summary>What it shows can be said.</summary>
    Seen,

    /// <summary>It chooses among what the text says, and says nothing itself.</summary>
    Pointing,

    /// <summary>It teaches in training; translating takes none.</summary>
    TrainingOnly,
}
