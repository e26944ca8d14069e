namespace Optiglot.Training;

/// <summary>Which picture a sentence is translated with when the use of pictures is measured (Elliott 2018).</summary>
public enum PictureChoice
{
    /// <summary>Each line's own picture.</summary>
    Right,

    /// <summary>Another line's, by a derangement.</summary>
    Wrong,

    /// <summary>None: no tags, no regions.</summary>
    None,
}
