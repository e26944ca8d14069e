namespace Optiglot.Server;

/// <summary>
/// What each word of the translation looked at, in shares of 1; the rest of 1 went to the picture's tags and to marks of the sentence's ends.
/// </summary>
/// <param name="Target">Words of the translation.</param>
/// <param name="Source">Words of the sentence, as the model read them.</param>
/// <param name="OnSource">For each word of the translation, its share of each word of the sentence.</param>
/// <param name="OnRegions">For each word of the translation, its share of each region of the picture.</param>
internal sealed record AttentionOutput(IReadOnlyList<string> Target, IReadOnlyList<string> Source, IReadOnlyList<IReadOnlyList<double>> OnSource,
    IReadOnlyList<IReadOnlyList<double>> OnRegions);
