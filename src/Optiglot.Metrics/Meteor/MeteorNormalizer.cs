using System.Text;
using System.Text.RegularExpressions;

namespace Optiglot.Metrics;

/// <summary>
/// METEOR's normaliser for Western languages: Moses's tokeniser of its day, with quotes and dashes made one and with dashes and
/// dots inside words dropped. Thread-safe.
/// </summary>
internal sealed partial class MeteorNormalizer(string language, bool keepPunctuation, NonbreakingPrefixes? prefixes)
{
    // Letters of Western Europe and Cyrillic.
    private const string Alpha = @"A-Za-z\u0178\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u017E\u0400-\u0527\uA640-\uA66E\uA67E-\uA697\u1D00-\u1D7F";
    private const string Alnum = "0-9" + Alpha;

    // Runs of dots are kept apart under a character of no text while single dots are looked at.
    private const char Dot = '\uFFFE';

    public string Normalize(string line)
    {
        string text = Other().Replace($" {line} ", " $0 ");
        text = Dots().Replace(text, run => $" {new string(Dot, run.Length)} ");
        text = Comma().Replace(text, "$1 , $2");
        text = CommaAfterDigit().Replace(text, "$1 , $2");
        text = CommaBeforeDigit().Replace(text, "$1 , $2");
        text = SingleQuote().Replace(text, "'");
        text = DoubleQuote().Replace(text, " \" ");
        text = text.Replace('\u2013', '-').Replace("--", "-", StringComparison.Ordinal);
        text = Hyphen().Replace(text, "$1 $2");
        text = SplitApostrophes(text);
        text = SplitDots(text.Split([' ', '\t', '\n', '\r', '\f'], StringSplitOptions.RemoveEmptyEntries)).Replace(Dot, '.');
        if (!keepPunctuation) text = NoAlnum().Replace(text, " ");
        return Space().Replace(text, " ").Trim(' ');
    }

    // English splits contractions before the apostrophe, French behind it, all others on both sides.
    private string SplitApostrophes(string text)
    {
        if (language is not ("english" or "french")) return text.Replace("'", " ' ", StringComparison.Ordinal);
        bool english = language == "english";
        text = Apart().Replace(text, "$1 ' $2");
        text = (english ? ApartFromNonDigit() : ApartBefore()).Replace(text, "$1 ' $2");
        text = ApartBehind().Replace(text, "$1 ' $2");
        text = Inside().Replace(text, english ? "$1 '$2" : "$1' $2");
        return english ? Decade().Replace(text, "$1 '$2") : text;
    }

    private string SplitDots(string[] words)
    {
        var result = new StringBuilder();
        for (int i = 0; i < words.Length; i++)
        {
            string word = words[i], next = i + 1 < words.Length ? words[i + 1] : "";
            string stem = word.Length > 1 && word[^1] == '.' ? word[..^1] : "";
            if (stem.Length == 0 || KeepsDot(stem, next)) result.Append(word);
            else if (stem.Contains('.') && HasAlpha().IsMatch(stem)) result.Append(word.Replace(".", "", StringComparison.Ordinal)); // U.S. becomes US
            else result.Append(stem).Append(" .");
            result.Append(' ');
        }
        return result.ToString();
    }

    private bool KeepsDot(string stem, string next)
    {
        if (stem.Contains('.') && HasAlpha().IsMatch(stem)) return false;
        if (prefixes?.KeepsAlways(stem) == true || (next.Length > 0 && char.IsAsciiLetterLower(next[0]))) return true;
        return next.Length > 0 && char.IsAsciiDigit(next[0]) && prefixes?.KeepsBeforeNumbers(stem) == true;
    }

    [GeneratedRegex(@"[\uD800-\uDBFF][\uDC00-\uDFFF]|[^" + Alnum + @" \t\n\v\f\r.'`,\-\u2018\u2019]")]
    private static partial Regex Other();

    [GeneratedRegex(@"\.{2,}")]
    private static partial Regex Dots();

    [GeneratedRegex("([^0-9]),([^0-9])")]
    private static partial Regex Comma();

    [GeneratedRegex("([0-9]),([^0-9])")]
    private static partial Regex CommaAfterDigit();

    [GeneratedRegex("([^0-9]),([0-9])")]
    private static partial Regex CommaBeforeDigit();

    [GeneratedRegex("[`\u2018\u2019]")]
    private static partial Regex SingleQuote();

    [GeneratedRegex("[\u201C\u201D]|''")]
    private static partial Regex DoubleQuote();

    [GeneratedRegex("([" + Alnum + @".])-([" + Alnum + "])")]
    private static partial Regex Hyphen();

    [GeneratedRegex("([^" + Alpha + "])'([^" + Alpha + "])")]
    private static partial Regex Apart();

    [GeneratedRegex("([^" + Alpha + "0-9])'([" + Alpha + "])")]
    private static partial Regex ApartFromNonDigit();

    [GeneratedRegex("([^" + Alpha + "])'([" + Alpha + "])")]
    private static partial Regex ApartBefore();

    [GeneratedRegex("([" + Alpha + "])'([^" + Alpha + "])")]
    private static partial Regex ApartBehind();

    [GeneratedRegex("([" + Alpha + "])'([" + Alpha + "])")]
    private static partial Regex Inside();

    [GeneratedRegex("([0-9])'(s)")]
    private static partial Regex Decade();

    [GeneratedRegex("[" + Alpha + "]")]
    private static partial Regex HasAlpha();

    [GeneratedRegex("[^" + Alnum + "]")]
    private static partial Regex NoAlnum();

    [GeneratedRegex(@"\p{Zs}+")]
    private static partial Regex Space();
}
