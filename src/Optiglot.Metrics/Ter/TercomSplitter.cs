using System.Buffers;

namespace Optiglot.Metrics;

/// <summary>Tercom's tokeniser as sacreBLEU has it.</summary>
internal sealed class TercomSplitter(TerOptions options) : Splitter
{
    private static readonly SearchValues<char> Punctuation = SearchValues.Create(".,?:;!\"()");

    private static readonly SearchValues<char> AsianPunctuation = Ranges(
        ('\u3001', '\u3002'), ('\u3008', '\u3011'), ('\u3014', '\u301f'), ('\uff61', '\uff65'), ('\u30fb', '\u30fb'),
        ('\uff0e', '\uff0e'), ('\uff0c', '\uff0c'), ('\uff1f', '\uff1f'), ('\uff1a', '\uff1b'), ('\uff01', '\uff02'), ('\uff08', '\uff09'));

    // CJK ideographs, strokes, radicals and compatibility forms; U+3200..U+3F22 is sacreBLEU's own range for enclosed letters.
    // Its rules for kana can never match, since a space stands before the text by then, so there are none here.
    private static readonly SearchValues<char> AsianCharacters = Ranges(
        ('\u2e80', '\u2eff'), ('\u31c0', '\u31ef'), ('\u3200', '\u4dbf'), ('\u4e00', '\u9fff'), ('\uf900', '\ufaff'), ('\ufe30', '\ufe4f'));

    private readonly WesternRules rules = new();

    public override void Split(string line, TokenList tokens)
    {
        string text = PythonText.TrimEnd(line).ToString();
        if (!options.CaseSensitive) text = PythonText.Lower(text);
        if (options.Normalize) Normalize(text);
        else rules.Start(text);
        var buffer = tokens.Start(rules.Length);
        tokens.SplitOnSpace(options.RemovePunctuation ? Strip(rules.Text, buffer) : Copy(rules.Text, buffer));
    }

    private void Normalize(string text)
    {
        text = text.Replace("\n-", "", StringComparison.Ordinal).Replace('\n', ' ');
        rules.Start($" {V13aSplitter.UnescapeEntities(text)} ");
        rules.SplitSymbols();
        rules.SplitPossessives();
        rules.SplitStopsAfterNonDigits();
        rules.SplitStopsBeforeNonDigits();
        rules.SplitHyphensAfterDigits();
        if (!options.AsianSupport) return;
        rules.Surround(AsianCharacters);
        rules.Surround(AsianPunctuation);
    }

    private int Strip(ReadOnlySpan<char> text, Span<char> to)
    {
        int n = 0;
        foreach (char c in text)
            if (!Punctuation.Contains(c) && !(options.AsianSupport && AsianPunctuation.Contains(c))) to[n++] = c;
        return n;
    }

    private static int Copy(ReadOnlySpan<char> text, Span<char> to)
    {
        text.CopyTo(to);
        return text.Length;
    }

    private static SearchValues<char> Ranges(params (char First, char Last)[] ranges) =>
        SearchValues.Create([.. ranges.SelectMany(range => Enumerable.Range(range.First, range.Last - range.First + 1)).Select(code => (char)code)]);
}
