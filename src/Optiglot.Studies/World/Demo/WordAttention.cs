using Optiglot.Text;
using Optiglot.Translation;

namespace Optiglot.Studies.World;

/// <summary>Attention of pieces gathered to words.</summary>
public static class WordAttention
{
    /// <summary>The words of a translation with the attention on each region: the mean over a word's pieces. The end piece is left out.</summary>
    public static IReadOnlyList<AttendedWord> Of(AttentionMap map)
    {
        var words = new List<AttendedWord>();
        int start = 0;
        for (int piece = 0; piece < map.Target.Count - 1; piece++)
        {
            if (!map.Target[piece].EndsWith(BpeTokenizer.WordEnd) && piece < map.Target.Count - 2) continue;
            var pieces = Enumerable.Range(start, piece + 1 - start).ToList();
            string text = string.Concat(pieces.Select(p => map.Target[p])).TrimEnd(BpeTokenizer.WordEnd).Replace("&apos;", "'");
            words.Add(new(text, [.. Enumerable.Range(map.Source.Count, map.Regions).Select(r => pieces.Average(p => map.Weights[p][r]))]));
            start = piece + 1;
        }
        return words;
    }
}
