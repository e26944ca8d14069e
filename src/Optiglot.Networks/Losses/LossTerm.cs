namespace Optiglot.Networks;

/// <summary>
/// A loss beside cross-entropy, as sum and count, so that it adds up over batches; and what to log of it. All values are 0-dimensional float32.
/// </summary>
/// <typeparam name="T">A value.</typeparam>
/// <param name="Name">Its name in logs and results: <c>modality</c>.</param>
/// <param name="Sum">Sum over what it counts; added to the summed cross-entropy.</param>
/// <param name="Count">What it counts.</param>
/// <param name="Statistics">Other sums over the same, by name.</param>
public sealed record LossTerm<T>(string Name, T Sum, T Count, IReadOnlyDictionary<string, T> Statistics) where T : class;
