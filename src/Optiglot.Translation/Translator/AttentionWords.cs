using System.Net;
using Optiglot.Text;

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
    private const string Continuing = "##";

    /// <summary>Gathers a map; the end piece is left out.</summary>
    public static AttentionWords Of(AttentionMap map)
    {
        var target = Words(map.Target, 0, map.Target.Count - 1);
        // The sentence lies between its specials.
        var source = Words(map.Source, 1, map.TextPieces - 1);
        return new AttentionWords(
            [.. target.Select(word => word.Text)],
            [.. source.Select(word => word.Text)],
            [.. target.Select(written => Row(source.Count, read => Mean(written, row => row[source[read].Start..source[read].End].Sum())))],
            [.. target.Select(written => Row(map.Regions, region => Mean(written, row => row[map.Source.Count + region])))]);

        float Mean((string Text, int Start, int End) word, Func<float[], float> of) => map.Weights[word.Start..word.End].Average(of);
    }

    private static float[] Row(int count, Func<int, float> of) => [.. Enumerable.Range(0, count).Select(of)];

    // BPE marks the ends of words, WordPiece the pieces that go on.
    private static List<(string Text, int Start, int End)> Words(IReadOnlyList<string> pieces, int start, int end)
    {
        bool hasEnds = pieces.Any(piece => piece.EndsWith(BpeTokenizer.WordEnd));
        List<(string Text, int Start, int End)> words = [];
        bool isOpen = false;
        for (int i = start; i < end; i++)
        {
            string piece = pieces[i];
            bool goesOn = words.Count > 0 && (hasEnds ? isOpen : piece.StartsWith(Continuing, StringComparison.Ordinal));
            string shown = goesOn && !hasEnds ? piece[Continuing.Length..] : piece.TrimEnd(BpeTokenizer.WordEnd);
            if (goesOn) words[^1] = (words[^1].Text + shown, words[^1].Start, i + 1);
            else words.Add((shown, i, i + 1));
            isOpen = hasEnds && !piece.EndsWith(BpeTokenizer.WordEnd);
        }

        return [.. words.Select(word => word with { Text = WebUtility.HtmlDecode(word.Text) })];
    }
}
