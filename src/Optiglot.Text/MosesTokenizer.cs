using System.Text.RegularExpressions;

namespace Optiglot.Text;

/// <summary>
/// Splits a line into words and punctuation as Moses' <c>tokenizer.perl</c> does: punctuation apart, numbers whole, apostrophes by language,
/// a period kept where it belongs to an abbreviation or the next word is lower-case.
/// </summary>
public sealed partial class MosesTokenizer
{
    private readonly NonbreakingPrefixes _prefixes;
    private readonly bool _apostropheOpensSuffix;
    private readonly bool _apostropheClosesPrefix;
    private readonly bool _escape;
    private readonly bool _splitHyphens;

    /// <summary>Makes a tokeniser; it is immutable and may be shared by threads.</summary>
    /// <param name="language">Two-letter code: decides apostrophes and abbreviations; an unknown one has English abbreviations and splits apostrophes
    /// off.</param>
    /// <param name="escape">Write reserved characters as entities (<see cref="MosesEscapes"/>).</param>
    /// <param name="splitHyphens">Moses' aggressive mode: <c>on-screen</c> becomes <c>on @-@ screen</c>.</param>
    public MosesTokenizer(string language, bool escape = true, bool splitHyphens = false)
    {
        _prefixes = NonbreakingPrefixes.For(language);
        _apostropheOpensSuffix = language == "en";
        _apostropheClosesPrefix = language is "fr" or "it" or "ga" or "ca";
        _escape = escape;
        _splitHyphens = splitHyphens;
    }

    /// <summary>Splits one line into words, as Moses does.</summary>
    /// <returns>Tokens, <c>[tokens]</c>; none for blank text.</returns>
    public string[] Tokenize(string text)
    {
        text = Control().Replace(White().Replace(text, " "), "").Trim(' ');
        text = Special().Replace(text, " $0 ");
        if (_splitHyphens)
            text = InnerHyphen().Replace(text, " @-@ ");
        text = DotRun().Replace(text, " $0 ");
        if (text.Contains(','))
            text = Commas(text);
        if (text.Contains('\''))
            text = Apostrophes(text);
        string[] tokens = Periods(Words.Split(text));
        if (_escape)
        {
            for (int i = 0; i < tokens.Length; i++)
                tokens[i] = MosesEscapes.Escape(tokens[i]);
        }
        return tokens;
    }

    private static string Commas(string text)
    {
        text = CommaAfterOther().Replace(text, "$1 , ");
        text = CommaBeforeOther().Replace(text, " , $1");
        return CommaAtEnd().Replace(text, " ,");
    }

    private string Apostrophes(string text)
    {
        if (!_apostropheOpensSuffix && !_apostropheClosesPrefix)
            return text.Replace("'", " ' ");
        text = ApostropheBetweenOthers().Replace(text, "$1 ' $2");
        text = _apostropheOpensSuffix ? ApostropheAfterMark().Replace(text, "$1 ' $2") : ApostropheBeforeLetter().Replace(text, "$1 ' $2");
        text = ApostropheAfterLetter().Replace(text, "$1 ' $2");
        text = ApostropheInWord().Replace(text, _apostropheOpensSuffix ? "$1 '$2" : "$1' $2");
        return _apostropheOpensSuffix ? ApostropheAfterDecade().Replace(text, "$1 '$2") : text;
    }

    private string[] Periods(string[] words)
    {
        var tokens = new List<string>(words.Length + 4);
        for (int i = 0; i < words.Length; i++)
        {
            string word = words[i];
            string? next = i + 1 < words.Length ? words[i + 1] : null;
            if (word.Length < 2 || word[^1] != '.' || word[0] == '.' || KeepsPeriod(word[..^1], next))
            {
                tokens.Add(word);
                continue;
            }
            tokens.Add(word[..^1]);
            tokens.Add(".");
        }
        if (tokens is [.., ".'"])
        {
            tokens[^1] = ".";
            tokens.Add("'");
        }
        return [.. tokens];
    }

    private bool KeepsPeriod(string word, string? next)
    {
        if (word.Contains('.') && word.Any(char.IsLetter))
            return true;
        if (_prefixes.Always(word))
            return true;
        return next is not null && (char.IsLower(next[0]) || (_prefixes.BeforeNumbers(word) && char.IsAsciiDigit(next[0])));
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex White();

    [GeneratedRegex(@"[\x00-\x1F]")]
    private static partial Regex Control();

    [GeneratedRegex(@"(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|[^\p{L}\p{M}\p{Nd}\p{Nl}\s.'`,\-])")]
    private static partial Regex Special();

    [GeneratedRegex(@"(?<=[\p{L}\p{M}\p{Nd}\p{Nl}])-(?=[\p{L}\p{M}\p{Nd}\p{Nl}])")]
    private static partial Regex InnerHyphen();

    [GeneratedRegex(@"\.{2,}")]
    private static partial Regex DotRun();

    [GeneratedRegex(@"(\P{N}),")]
    private static partial Regex CommaAfterOther();

    [GeneratedRegex(@",(\P{N})")]
    private static partial Regex CommaBeforeOther();

    [GeneratedRegex(@"(?<=\p{N}),$")]
    private static partial Regex CommaAtEnd();

    [GeneratedRegex(@"([^\p{L}])'([^\p{L}])")]
    private static partial Regex ApostropheBetweenOthers();

    [GeneratedRegex(@"([^\p{L}\p{N}])'(\p{L})")]
    private static partial Regex ApostropheAfterMark();

    [GeneratedRegex(@"([^\p{L}])'(\p{L})")]
    private static partial Regex ApostropheBeforeLetter();

    [GeneratedRegex(@"(\p{L})'([^\p{L}])")]
    private static partial Regex ApostropheAfterLetter();

    [GeneratedRegex(@"(\p{L})'(\p{L})")]
    private static partial Regex ApostropheInWord();

    [GeneratedRegex(@"(\p{N})'(s)")]
    private static partial Regex ApostropheAfterDecade();
}
