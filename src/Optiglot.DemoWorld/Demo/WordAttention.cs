using Optiglot.Translation;

namespace Optiglot.DemoWorld;

/// <summary>Attention of pieces gathered to words.</summary>
public static class WordAttention
{
    /// <summary>The words of a translation with the attention on each region: the mean over a word's pieces. The end piece is left out.</summary>
    public static IReadOnlyList<AttendedWord> Of(AttentionMap map)
    {
        var words = AttentionWords.Of(map);
        return [.. words.Target.Zip(words.RegionWeights, (word, regions) => new AttendedWord(word, regions))];
    }
}
