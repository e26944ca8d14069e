namespace Optiglot.Networks;

/// <summary>A first translation that a network makes on its way. Places after its end are padding.</summary>
/// <typeparam name="T">A value.</typeparam>
/// <param name="Inputs">What the decoder read, begin piece first, int64 <c>[batch, places]</c>.</param>
/// <param name="Pieces">What it said at each place, int64 <c>[batch, places]</c>.</param>
/// <param name="Real">True up to the end piece, or to the longest draft of a sentence, bool <c>[batch, places]</c>.</param>
public sealed record Draft<T>(T Inputs, T Pieces, T Real) where T : class;
