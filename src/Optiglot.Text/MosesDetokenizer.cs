using System.Text;
using System.Text.RegularExpressions;

namespace Optiglot.Text;

/// <summary>Joins tokens to text for people as Moses' <c>detokenizer.perl</c> does, for English, German and French.</summary>
public sealed partial class MosesDetokenizer
{
    private readonly string _language;

    /// <summary>Makes a detokeniser; it is immutable and may be shared by threads.</summary>
    /// <param name="language">Two-letter code: decides which side an apostrophe leans to.</param>
    public MosesDetokenizer(string language) => _language = language;

    /// <summary>Joins the tokens of one line; entities are read back, <c>@-@</c> becomes a hyphen without spaces.</summary>
    /// <param name="tokens">Tokens, <c>[tokens]</c>.</param>
    public string Detokenize(IReadOnlyList<string> tokens)
    {
        string[] words = Words.Split(MosesEscapes.Unescape(string.Join(' ', tokens).Replace(" @-@ ", "-")));
        var text = new StringBuilder();
        var quotes = new Dictionary<string, int>();
        bool space = false;
        for (int i = 0; i < words.Length; i++)
        {
            (bool before, bool after) = Spacing(words, i, quotes);
            if (before && space)
                text.Append(' ');
            text.Append(words[i]);
            space = after;
        }
        return text.ToString();
    }

    // Whether a word wants a space before it, and allows one after it.
    private (bool Before, bool After) Spacing(string[] words, int i, Dictionary<string, int> quotes)
    {
        string word = words[i];
        if (Opening().IsMatch(word))
            return (true, false);
        if (Closing().IsMatch(word))
            return (false, true);
        if (_language == "en" && i > 0 && EnglishSuffix().IsMatch(word))
            return (false, true);
        if (_language is "fr" or "it" or "ga" && i + 1 < words.Length && Elided().IsMatch(word) && char.IsLetter(words[i + 1][0]))
            return (true, false);
        return QuoteMarks().IsMatch(word) ? QuoteSpacing(words, i, quotes) : (true, true);
    }

    private (bool Before, bool After) QuoteSpacing(string[] words, int i, Dictionary<string, int> quotes)
    {
        string mark = words[i].AsSpan().IndexOfAnyExcept("„“”") < 0 ? "\"" : words[i];
        int seen = quotes.GetValueOrDefault(mark);
        bool opens = seen % 2 == 0;
        if (opens && _language == "en" && mark == "'" && i > 0 && words[i - 1].EndsWith('s'))
            return (false, true); // a plural's possessive: the boys' ball
        quotes[mark] = seen + 1;
        return opens ? (true, false) : (false, true);
    }

    [GeneratedRegex(@"^[\p{Sc}(\[{¿¡]+$")]
    private static partial Regex Opening();

    [GeneratedRegex(@"^[,.?!:;\\%}\])]+$")]
    private static partial Regex Closing();

    [GeneratedRegex(@"^'\p{L}")]
    private static partial Regex EnglishSuffix();

    [GeneratedRegex(@"\p{L}'$")]
    private static partial Regex Elided();

    [GeneratedRegex("^['\"„“”`]+$")]
    private static partial Regex QuoteMarks();
}
