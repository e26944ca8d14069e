namespace Optiglot.Translation;

/// <summary>
/// Attention gathered from pieces to words: the mean over the pieces of a word that was written, the sum over those of a word that was read. Specials and tags
/// are left out, so rows sum to less than 1.
/// </summary>
/// <param name="Target">Words of the translation, as tokenised, <c>[target]</c>.</param>
/// <param name="Source">Words of the sentence, as tokenised, <c>[source]</c>.</param>
/// <param name="SourceWeights">What each word of the translation took from each word of the sentence, <c>[target][source]</c>.</param>
/// <param name="RegionWeights">What it took from each region, <c>[target][regions]</c>.</param>
public sealed record AttentionWords(IReadOnlyList<string> Target, IReadOnlyList<string> Source, float[][] SourceWeights, float[][] RegionWeights)
{
    /// <summary>Gathers a map; the end piece is left out.</summary>
    public static AttentionWords Of(AttentionMap map)
    {
        var target = PieceWords.Of(map.Target, 0, map.Target.Count - 1);
        // The sentence lies between its specials.
        var source = PieceWords.Of(map.Source, 1, map.TextPieces - 1);
        return new AttentionWords(
            [.. target.Select(word => word.Text)],
            [.. source.Select(word => word.Text)],
            [.. target.Select(written => Row(source.Count, read => Mean(written, row => row[source[read].Start..source[read].End].Sum())))],
            [.. target.Select(written => Row(map.Regions, region => Mean(written, row => row[map.Source.Count + region])))]);

        float Mean(PieceWords word, Func<float[], float> of) => map.Weights[word.Start..word.End].Average(of);
    }

    private static float[] Row(int count, Func<int, float> of) => [.. Enumerable.Range(0, count).Select(of)];
}
