namespace Optiglot.Networks;

/// <summary>What a cross-attention gives.</summary>
/// <typeparam name="T">A value.</typeparam>
/// <param name="Output">After the output map, <c>[batch, places, width]</c>.</param>
/// <param name="Text">h_x of Eq. 2: heads side by side, before the output map, <c>[batch, places, width]</c>; when asked.</param>
/// <param name="Regions">h_v, likewise.</param>
/// <param name="Weights">Attention to the text, then to the regions, mean over heads, each <c>[batch, places, part]</c>, or to both as one; when asked.</param>
public readonly record struct CrossAttention<T>(T Output, T? Text = null, T? Regions = null, IReadOnlyList<T>? Weights = null) where T : class;
