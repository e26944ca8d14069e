namespace Optiglot.Networks;

/// <summary>What each target place shall say.</summary>
/// <typeparam name="T">A value.</typeparam>
/// <param name="Pieces">Ids, int64 <c>[batch, target]</c>.</param>
/// <param name="Real">True where a label is real, bool <c>[batch, target]</c>.</param>
public sealed record Labels<T>(T Pieces, T Real) where T : class;
