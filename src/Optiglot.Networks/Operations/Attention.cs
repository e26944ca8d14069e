namespace Optiglot.Networks;

/// <summary>What an attention gives.</summary>
/// <typeparam name="T">A value.</typeparam>
/// <param name="Output">Heads side by side, <c>[batch, places, width]</c>.</param>
/// <param name="Parts">The same queries, keys and values with a softmax over one part of the memory only, by the mask's parts (Eq. 2); when asked.</param>
/// <param name="Weights">Mean over heads, <c>[batch, places, memory]</c>; when asked.</param>
public readonly record struct Attention<T>(T Output, IReadOnlyList<T>? Parts = null, T? Weights = null) where T : class;
