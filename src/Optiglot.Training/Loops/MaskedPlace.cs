namespace Optiglot.Training;

/// <summary>What a hidden piece was seen with.</summary>
/// <param name="Seen">The row's picture.</param>
/// <param name="InFocus">Whether the piece is one of the words in focus.</param>
internal readonly record struct MaskedPlace(SeenPicture Seen, bool InFocus);
