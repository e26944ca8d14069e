using System.Text;
using System.Text.RegularExpressions;

namespace Optiglot.Text;

/// <summary>
/// Joins tokens to text for people: the rules of Moses' <c>detokenizer.perl</c> for English, German and French, and some of ours for what its tokeniser
/// takes apart and it does not join again (<c>#8</c>, <c>11:27</c>, <c>and/or</c>, <c>"Open"-Schild</c>, German <c>McDonald's</c>).
/// </summary>
public sealed partial class MosesDetokenizer
{
    private readonly string _language;

    /// <summary>Makes a detokeniser; it is immutable and may be shared by threads.</summary>
    /// <param name="language">Two-letter code: decides which side an apostrophe leans to, and whether marks such as <c>!</c> want a space before them, as in
    /// French.</param>
    public MosesDetokenizer(string language) => _language = language;

    /// <summary>Joins the tokens of one line; entities are read back, <c>@-@</c> becomes a hyphen without spaces.</summary>
    /// <param name="tokens">Tokens, <c>[tokens]</c>.</param>
    public string Detokenize(IReadOnlyList<string> tokens)
    {
        string[] words = Words.Split(MosesEscapes.Unescape(string.Join(' ', tokens).Replace(" @-@ ", "-")));
        var text = new StringBuilder();
        var quotes = new Dictionary<string, int>();
        (bool Before, bool After) previous = (false, false);
        for (int i = 0; i < words.Length; i++)
        {
            (bool Before, bool After) spacing = Spacing(words, i, quotes);
            bool afterClosingQuote = i > 0 && previous is (false, true) && QuoteMarks().IsMatch(words[i - 1]);
            if (spacing.Before && previous.After && !(afterClosingQuote && Suffix().IsMatch(words[i])))
                text.Append(' ');
            text.Append(words[i]);
            previous = spacing;
        }
        return text.ToString();
    }

    // Whether a word wants a space before it, and allows one after it.
    private (bool Before, bool After) Spacing(string[] words, int i, Dictionary<string, int> quotes)
    {
        string word = words[i];
        string last = i > 0 ? words[i - 1] : " ";
        string next = i + 1 < words.Length ? words[i + 1] : " ";
        if (JoinsNeighbours(last, word, next))
            return (false, false);
        if (Opening().IsMatch(word) || (word == "#" && char.IsDigit(next[0])))
            return (true, false);
        if (Closing().IsMatch(word))
            return (_language == "fr" && FrenchSpaced().IsMatch(word) && !FrenchSpaced().IsMatch(last), true);
        if (word == "°" && char.IsDigit(last[^1]))
            return (false, true);
        if (_language == "en" && char.IsLetterOrDigit(last[^1]) && EnglishSuffix().IsMatch(word))
            return (false, true);
        if (_language is "fr" or "it" or "ga" && Elided().IsMatch(word) && char.IsLetter(next[0]))
            return (true, false);
        return QuoteMarks().IsMatch(word) ? QuoteSpacing(words, i, quotes) : (true, true);
    }

    private bool JoinsNeighbours(string last, string word, string next) => word switch
    {
        "/" or "_" => last != " " && char.IsLetterOrDigit(next[0]),
        ":" => char.IsDigit(last[^1]) && char.IsDigit(next[0]),
        "&" => last.Length == 1 && char.IsUpper(last[0]) && next.Length == 1 && char.IsUpper(next[0]),
        "'" => _language != "en" && char.IsLetter(last[^1]) && (next is "s" or "s." || next.StartsWith("s-", StringComparison.Ordinal)),
        _ => false,
    };

    private (bool Before, bool After) QuoteSpacing(string[] words, int i, Dictionary<string, int> quotes)
    {
        string mark = words[i].AsSpan().IndexOfAnyExcept("„“”") < 0 ? "\"" : words[i];
        int seen = quotes.GetValueOrDefault(mark);
        bool opens = seen % 2 == 0;
        if (opens && mark == "'" && IsPossessive(words, i))
            return (false, true);
        quotes[mark] = seen + 1;
        return opens ? (true, false) : (false, true);
    }

    // The boys' ball, 4' wide; but not: it says 'free', where a mark that cannot be a possessive follows.
    private bool IsPossessive(string[] words, int i)
    {
        if (i == 0 || _language is not ("en" or "de"))
            return false;
        if (char.IsDigit(words[i - 1][^1]))
            return true;
        int following = Array.IndexOf(words, "'", i + 1);
        return words[i - 1].EndsWith('s') && (following < 0 || words[following - 1].EndsWith('s'));
    }

    [GeneratedRegex(@"^[\p{Sc}(\[{¿¡]+$")]
    private static partial Regex Opening();

    [GeneratedRegex(@"^[,.?!:;\\%}\])]+$")]
    private static partial Regex Closing();

    [GeneratedRegex(@"^[?!:;\\%]$")]
    private static partial Regex FrenchSpaced();

    [GeneratedRegex(@"^'\p{L}")]
    private static partial Regex EnglishSuffix();

    [GeneratedRegex(@"\p{L}'$")]
    private static partial Regex Elided();

    [GeneratedRegex("^['\"„“”`]+$")]
    private static partial Regex QuoteMarks();

    [GeneratedRegex(@"^-\p{L}")]
    private static partial Regex Suffix();
}
