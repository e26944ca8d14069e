namespace Optiglot.Translation;

/// <summary>Where the decoder looked while it wrote: cross-attention of the last layer, mean over heads.</summary>
/// <param name="Target">Pieces written, the end piece last, <c>[target]</c>.</param>
/// <param name="Source">Pieces read, specials and tags included, <c>[source]</c>.</param>
/// <param name="Regions">Number of regions, in the order of the picture's region set.</param>
/// <param name="Weights">Rows sum to 1, <c>[target][source+regions]</c>.</param>
public sealed record AttentionMap(IReadOnlyList<string> Target, IReadOnlyList<string> Source, int Regions, float[][] Weights)
{
    /// <summary>Pieces of the sentence itself with its specials, which come first in <see cref="Source"/>; after them are the tags and their end.</summary>
    public int TextPieces { get; init; } = Source.Count;
}
