namespace Optiglot.Training;

/// <summary>Whose picture a text was seen with in pre-training.</summary>
internal enum SeenPicture
{
    /// <summary>No picture.</summary>
    None,

    /// <summary>Its own.</summary>
    Right,

    /// <summary>Another text's.</summary>
    Wrong,
}
