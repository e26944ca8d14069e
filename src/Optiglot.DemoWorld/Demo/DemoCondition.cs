namespace Optiglot.DemoWorld;

/// <summary>What a translator of the demo saw beside the sentence.</summary>
public enum DemoCondition
{
    /// <summary>Nothing: a model of the same size that was trained without pictures.</summary>
    TextOnly,

    /// <summary>The sentence's own picture.</summary>
    RightPicture,

    /// <summary>Another sentence's picture with the same ambiguous noun: it looks as if it belonged, and tells nothing true about the sense or the
    /// colour.</summary>
    WrongPicture,

    /// <summary>Any other sentence's picture, which mostly does not show what the sentence speaks of.</summary>
    UnrelatedPicture,

    /// <summary>The same scene with the other sense drawn; scored against the translation of what is drawn.</summary>
    TwinPicture,
}
