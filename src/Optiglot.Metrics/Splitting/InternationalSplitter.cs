using System.Globalization;
using System.Text;

namespace Optiglot.Metrics;

/// <summary>
/// mteval-v14 international (sacreBLEU's <c>intl</c>): punctuation apart unless numbers stand on both sides, symbols apart always.
/// A full stop behind a number at the line's end stays with it, as in both tools.
/// </summary>
internal sealed class InternationalSplitter : Splitter
{
    private enum Kind : byte { Other, Number, Punctuation, Symbol }

    private int[] from = new int[512];
    private int[] to = new int[512];

    public override void Split(string line, TokenList tokens)
    {
        int length = Decode(PythonText.TrimEnd(line));
        length = SplitPunctuation(length, behind: true);
        length = SplitPunctuation(length, behind: false);
        var text = tokens.Start(4 * length);
        int n = 0;
        for (int i = 0; i < length; i++)
        {
            bool symbol = KindOf(from[i]) == Kind.Symbol;
            if (symbol) text[n++] = ' ';
            n += Encode(from[i], text[n..]);
            if (symbol) text[n++] = ' ';
        }
        tokens.SplitOnSpace(n);
    }

    // behind: a non-number, then punctuation gives "a b "; else punctuation, then a non-number gives " a b".
    private int SplitPunctuation(int length, bool behind)
    {
        if (to.Length < 3 * length) to = new int[3 * length + 64];
        int n = 0;
        for (int i = 0; i < length; i++)
        {
            bool pair = i + 1 < length && (behind
                ? KindOf(from[i]) != Kind.Number && KindOf(from[i + 1]) == Kind.Punctuation
                : KindOf(from[i]) == Kind.Punctuation && KindOf(from[i + 1]) != Kind.Number);
            if (pair && !behind) to[n++] = ' ';
            to[n++] = from[i];
            if (!pair) continue;
            to[n++] = ' ';
            to[n++] = from[++i];
            if (behind) to[n++] = ' ';
        }
        (from, to) = (to, from);
        return n;
    }

    private int Decode(ReadOnlySpan<char> text)
    {
        if (from.Length < text.Length) from = new int[2 * text.Length];
        int n = 0;
        for (int i = 0; i < text.Length; i++)
        {
            bool pair = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);
            from[n++] = pair ? char.ConvertToUtf32(text[i], text[++i]) : text[i];
        }
        return n;
    }

    private static int Encode(int code, Span<char> to)
    {
        if (code > char.MaxValue) return new Rune(code).EncodeToUtf16(to);
        to[0] = (char)code; // a lone surrogate stays what it is
        return 1;
    }

    private static Kind KindOf(int code)
    {
        if (code < 128 && (char.IsAsciiLetter((char)code) || code <= ' ')) return Kind.Other;
        var category = code <= char.MaxValue ? char.GetUnicodeCategory((char)code) : CharUnicodeInfo.GetUnicodeCategory(code);
        return category switch
        {
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => Kind.Number,
            >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherPunctuation => Kind.Punctuation,
            >= UnicodeCategory.MathSymbol and <= UnicodeCategory.OtherSymbol => Kind.Symbol,
            _ => Kind.Other,
        };
    }
}
