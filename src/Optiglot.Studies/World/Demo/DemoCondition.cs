namespace Optiglot.Studies.World;

/// <summary>What a translator of the demo saw beside the sentence.</summary>
public enum DemoCondition
{
    /// <summary>Nothing: a model of the same size that was trained without pictures.</summary>
    TextOnly,

    /// <summary>The sentence's own picture.</summary>
    RightPicture,

    /// <summary>Another sentence's picture (a derangement of the test set).</summary>
    WrongPicture,

    /// <summary>The same scene with the other sense drawn; scored against the translation of what is drawn.</summary>
    TwinPicture,
}
