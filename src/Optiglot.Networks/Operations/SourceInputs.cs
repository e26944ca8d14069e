namespace Optiglot.Networks;

/// <summary>Sentences as an encoder takes them: <c>[CLS] x [SEP] t [SEP]</c>, then regions (paper, Eq. 1).</summary>
/// <typeparam name="T">A value.</typeparam>
/// <param name="Tokens">Word pieces, int64 <c>[batch, source]</c>.</param>
/// <param name="Segments">0 for the sentence, 1 for tags, int64 <c>[batch, source]</c>.</param>
/// <param name="TokenMask">True where a piece is real, bool <c>[batch, source]</c>.</param>
/// <param name="Regions">Feature and box of each region, <c>[batch, regions, features + 6]</c>; null when no sentence of the batch has a picture.</param>
/// <param name="RegionMask">True where a region is real, bool <c>[batch, regions]</c>; null with <paramref name="Regions"/>.</param>
/// <param name="Edges">
/// True where a piece is of a phrase that names a region, bool <c>[batch, source, regions]</c>, for families that read edges; else null.
/// </param>
public sealed record SourceInputs<T>(T Tokens, T Segments, T TokenMask, T? Regions = null, T? RegionMask = null, T? Edges = null) where T : class;
