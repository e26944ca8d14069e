namespace Optiglot.Text;

/// <summary>
/// Phrases of an English sentence as RAKE delimits its candidates: runs of words between function words and punctuation (Rose et al. 2010, "Automatic Keyword
/// Extraction from Individual Documents", section 1.3.1). This is no tagger: a verb beside a noun is in the noun's phrase, and a verb alone is a phrase.
/// </summary>
public static class ContentPhrases
{
    /// <summary>Finds the phrases of a sentence.</summary>
    /// <param name="words">Words as a tokeniser separates them, punctuation apart; any case.</param>
    /// <returns>Ranges of <paramref name="words"/>, in order, none empty.</returns>
    public static IReadOnlyList<Range> Find(IReadOnlyList<string> words)
    {
        List<Range> phrases = [];
        int start = 0;
        for (int i = 0; i <= words.Count; i++)
        {
            if (i < words.Count && IsContent(words[i])) continue;
            if (i > start) phrases.Add(start..i);
            start = i + 1;
        }

        return phrases;
    }

    private static bool IsContent(string word) => word.Any(char.IsLetterOrDigit) && !FunctionWords.Has(word);
}
