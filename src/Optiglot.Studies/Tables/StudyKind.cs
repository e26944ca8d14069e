namespace Optiglot.Studies.Tables;

/// <summary>What a study makes of its runs.</summary>
public enum StudyKind
{
    /// <summary>A table of test scores.</summary>
    Scores,

    /// <summary>A figure: BLEU on the dev set by epoch.</summary>
    Curve,

    /// <summary>The sentences on which two systems differ most.</summary>
    Cases,
}
