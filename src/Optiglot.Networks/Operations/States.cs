namespace Optiglot.Networks;

/// <summary>States of places, and which of them are real.</summary>
/// <typeparam name="T">A value.</typeparam>
/// <param name="Value"><c>[batch, places, width]</c>.</param>
/// <param name="Mask">Their mask.</param>
public sealed record States<T>(T Value, IMask<T> Mask) where T : class;
