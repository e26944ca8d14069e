namespace Optiglot.Networks;

/// <summary>What a pass of a decoder gives.</summary>
/// <typeparam name="T">A value.</typeparam>
/// <param name="Hidden">States before the output layer, <c>[batch, target, width]</c>.</param>
/// <param name="Losses">Losses beside cross-entropy.</param>
/// <param name="Attention">Attention of the last layer to the memory, part by part, mean over heads; when asked.</param>
public sealed record DecoderStates<T>(T Hidden, IReadOnlyList<LossTerm<T>> Losses, IReadOnlyList<T>? Attention = null) where T : class;
