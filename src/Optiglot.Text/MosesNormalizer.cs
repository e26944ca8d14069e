using System.Text.RegularExpressions;

namespace Optiglot.Text;

/// <summary>
/// Normalises punctuation as Moses' <c>normalize-punctuation.perl</c> does: one kind of quotation mark, apostrophe and dash, spaces where they belong, numbers
/// as the language writes them. One departure: a curly apostrophe between letters is an apostrophe whatever the letters (Moses takes a to z only, and writes
/// <c>l’été</c> as <c>l"été</c>).
/// </summary>
public sealed partial class MosesNormalizer
{
    private readonly bool _english;
    private readonly bool _decimalComma;

    /// <summary>Makes a normaliser; it is immutable and may be shared by threads.</summary>
    /// <param name="language">Two-letter code: decides on which side of a closing quotation mark commas stand, and the decimal sign.</param>
    public MosesNormalizer(string language)
    {
        _english = language == "en";
        _decimalComma = language is "de" or "es" or "cz" or "cs" or "fr";
    }

    /// <summary>Normalises one line. The steps keep Moses' order, since each counts on those before it.</summary>
    public string Normalize(string text)
    {
        text = Brackets(text);
        text = QuotesAndDashes(text);
        text = Guillemets(text);
        text = HardSpaces(text);
        return QuotedPunctuation(text);
    }

    private static string Brackets(string text)
    {
        text = text.Replace("\r", "").Replace("(", " (").Replace(")", ") ");
        text = Spaces().Replace(text, " ");
        if (text.Contains('('))
            text = text.Replace("( ", "(");
        if (text.Contains(')'))
            text = BracketBeforePunctuation().Replace(text, ")$1").Replace(" )", ")");
        if (text.Contains('%'))
            text = NumberPercent().Replace(text, "$1%");
        return text.Replace(" :", ":").Replace(" ;", ";");
    }

    private static string QuotesAndDashes(string text)
    {
        text = text.Replace('`', '\'').Replace("''", " \" ");
        text = text.Replace('„', '"').Replace('“', '"').Replace('”', '"').Replace('–', '-').Replace("—", " - ");
        text = Spaces().Replace(text, " ").Replace('´', '\'');
        if (text.AsSpan().IndexOfAny('‘', '’') >= 0)
            text = CurlyApostrophe().Replace(text, "'");
        return text.Replace('‘', '"').Replace('‚', '"').Replace('’', '"').Replace("''", "\"").Replace("…", "...");
    }

    private static string Guillemets(string text)
    {
        if (text.AsSpan().IndexOfAny('«', '»') < 0)
            return text;
        text = text.Replace(" « ", " \"").Replace("« ", "\"").Replace('«', '"');
        return text.Replace(" » ", "\" ").Replace(" »", "\"").Replace('»', '"');
    }

    private static string HardSpaces(string text)
    {
        const char hard = '\u00A0';
        if (!text.Contains(hard))
            return text;
        foreach (char mark in "%:?!;")
            text = text.Replace($"{hard}{mark}", mark.ToString());
        text = text.Replace($"nº{hard}", "nº ").Replace($"{hard}ºC", " ºC").Replace($"{hard}cm", " cm").Replace($",{hard}", ", ");
        return Spaces().Replace(text, " ");
    }

    private string QuotedPunctuation(string text)
    {
        if (text.Contains('"'))
        {
            // English prints commas and periods before the closing mark, the others after it.
            text = _english
                ? QuoteThenPunctuation().Replace(text, "$1\"")
                : PeriodsThenQuote().Replace(text.Replace(",\"", "\","), "\"$1$2");
        }
        return text.Contains('\u00A0') ? DigitsApart().Replace(text, _decimalComma ? "$1,$2" : "$1.$2") : text;
    }

    [GeneratedRegex(" {2,}")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\) ([.!:?;,])")]
    private static partial Regex BracketBeforePunctuation();

    [GeneratedRegex(@"(\d) %")]
    private static partial Regex NumberPercent();

    [GeneratedRegex("(?<=\\p{L})[‘’](?=\\p{L})")]
    private static partial Regex CurlyApostrophe();

    [GeneratedRegex("\"([,.]+)")]
    private static partial Regex QuoteThenPunctuation();

    // The look behind changes nothing but the time a long row of dots takes.
    [GeneratedRegex(@"(?<!\.)(\.+)""(\s*[^<]|$)")]
    private static partial Regex PeriodsThenQuote();

    [GeneratedRegex("(\\d)\u00A0(\\d)")]
    private static partial Regex DigitsApart();
}
