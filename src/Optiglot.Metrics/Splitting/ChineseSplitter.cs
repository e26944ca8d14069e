using System.Buffers;

namespace Optiglot.Metrics;

/// <summary>Chinese characters one by one, the rest by the rules of 13a (sacreBLEU's <c>zh</c>).</summary>
internal sealed class ChineseSplitter : Splitter
{
    // sacreBLEU's table holds two ranges beyond U+FFFF that Python reads as a four-digit escape and one more digit. What it in fact
    // takes for Chinese is U+2001..U+2A6D and U+2F81..U+2FA1 in their place, so quotation marks and dashes are split off; scores depend on it.
    private static readonly (char First, char Last)[] Ranges =
    [
        ('\u2001', '\u2a6d'), ('\u2e80', '\u2eff'), ('\u2f00', '\u2fdf'), ('\u2ff0', '\u2fff'), ('\u3000', '\u303f'), ('\u3100', '\u312f'),
        ('\u31a0', '\u31bf'), ('\u31c0', '\u31ef'), ('\u3200', '\u33ff'), ('\u3400', '\u4db5'), ('\u4e00', '\u9fbb'), ('\uf900', '\ufa2d'),
        ('\ufa30', '\ufa6a'), ('\ufa70', '\ufad9'), ('\ufe10', '\ufe1f'), ('\ufe30', '\ufe4f'), ('\uff00', '\uffef'),
    ];

    private static readonly SearchValues<char> Chinese =
        SearchValues.Create([.. Ranges.SelectMany(range => Enumerable.Range(range.First, range.Last - range.First + 1)).Select(code => (char)code)]);

    private readonly WesternRules rules = new();
    private char[] spaced = new char[256];

    public override void Split(string line, TokenList tokens)
    {
        var text = PythonText.Trim(line);
        if (spaced.Length < 3 * text.Length) spaced = new char[3 * text.Length];
        int n = 0;
        foreach (char c in text)
        {
            bool chinese = c >= '\u2001' && Chinese.Contains(c);
            if (chinese) spaced[n++] = ' ';
            spaced[n++] = c;
            if (chinese) spaced[n++] = ' ';
        }
        rules.Start(spaced.AsSpan(0, n));
        V13aSplitter.Apply(rules, tokens);
    }
}
