namespace Optiglot.Text;

/// <summary>Finds the words of a tokenised line in the raw line.</summary>
internal static class RawWords
{
    /// <summary>Finds them by their letters and digits, which tokenising leaves in their order.</summary>
    /// <param name="raw">The raw line.</param>
    /// <param name="tokens">The tokens, entities read back.</param>
    /// <returns>Where each token lies, <c>[tokens]</c>; null for one without letters or digits, and for one that cannot be told.</returns>
    public static IReadOnlyList<Range?> Find(string raw, string[] tokens)
    {
        int[] letters = [.. Enumerable.Range(0, raw.Length).Where(i => char.IsLetterOrDigit(raw[i]))];
        Range?[] places = new Range?[tokens.Length];
        int next = 0;
        for (int t = 0; t < tokens.Length; t++)
        {
            int first = next;
            foreach (char character in tokens[t].Where(char.IsLetterOrDigit))
            {
                if (next == letters.Length || Fold(raw[letters[next]]) != Fold(character)) return ByRank(raw, tokens);
                next++;
            }

            if (next > first) places[t] = letters[first]..WithPeriod(raw, letters[next - 1] + 1, tokens[t]);
        }

        return next == letters.Length ? places : ByRank(raw, tokens);
    }

    // An abbreviation keeps its period.
    private static int WithPeriod(string raw, int end, string token) => token[^1] == '.' && end < raw.Length && raw[end] == '.' ? end + 1 : end;

    // The published text was mended in places. Then a word is told by its rank among its likes, if both lines have equally many of them.
    private static Range?[] ByRank(string raw, string[] tokens)
    {
        Dictionary<string, List<Range>> found = [];
        foreach (string token in tokens.Distinct(StringComparer.OrdinalIgnoreCase)) found[token.ToLowerInvariant()] = Occurrences(raw, token);
        Range?[] places = new Range?[tokens.Length];
        foreach (var group in tokens.Index().GroupBy(token => token.Item.ToLowerInvariant()))
        {
            int[] members = [.. group.Select(token => token.Index)];
            List<Range> occurrences = found[group.Key];
            if (occurrences.Count != members.Length) continue;
            for (int i = 0; i < members.Length; i++) places[members[i]] = occurrences[i];
        }

        return places;
    }

    private static List<Range> Occurrences(string raw, string word)
    {
        List<Range> places = [];
        if (!word.Any(char.IsLetterOrDigit)) return places;
        for (int at = 0; (at = raw.IndexOf(word, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += word.Length)
        {
            int end = at + word.Length;
            bool whole = (at == 0 || !char.IsLetterOrDigit(raw[at - 1])) && (end == raw.Length || !char.IsLetterOrDigit(raw[end]));
            if (whole) places.Add(at..end);
        }

        return places;
    }

    private static char Fold(char character) => char.ToLowerInvariant(character);
}
