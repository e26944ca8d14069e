namespace Optiglot.DemoWorld;

/// <summary>How the first object of a caption lies to the second, in the picture and in the words.</summary>
public enum Relation
{
    /// <summary>Anywhere: "a bat and a ball".</summary>
    And,

    /// <summary>Side by side: "a bat next to a ball".</summary>
    NextTo,

    /// <summary>"a bat to the left of a ball".</summary>
    LeftOf,

    /// <summary>"a bat to the right of a ball".</summary>
    RightOf,

    /// <summary>"a bat above a ball".</summary>
    Above,

    /// <summary>"a bat below a ball".</summary>
    Below,
}
