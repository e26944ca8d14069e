using System.Buffers;

namespace Optiglot.Metrics;

/// <summary>
/// The rewriting rules that mteval-v13a, sacreBLEU's <c>zh</c> and Tercom share, one pass each over two buffers in turn.
/// Each pass does what the tool's regular expression does: left to right, matches never overlap.
/// </summary>
internal sealed class WesternRules
{
    private static readonly SearchValues<char> Symbols = SearchValues.Create("{|}~[\\]^_` !\"#$%&()*+:;<=>?@/");

    private char[] from = new char[512];
    private char[] to = new char[512];

    /// <summary>The text so far.</summary>
    public ReadOnlySpan<char> Text => from.AsSpan(0, Length);

    /// <summary>Length of the text so far.</summary>
    public int Length { get; private set; }

    /// <summary>Starts with a text.</summary>
    public void Start(ReadOnlySpan<char> text)
    {
        if (from.Length < text.Length) from = new char[2 * text.Length];
        text.CopyTo(from);
        Length = text.Length;
    }

    /// <summary>Spaces around ASCII symbols and punctuation but for apostrophe, comma, hyphen and full stop.</summary>
    public void SplitSymbols() => Surround(Symbols);

    /// <summary>Full stop and comma apart unless a digit stands before them.</summary>
    public void SplitStopsAfterNonDigits()
    {
        Prepare(2);
        int n = 0;
        var text = Text;
        for (int i = 0; i < text.Length; i++)
        {
            to[n++] = text[i];
            if (char.IsAsciiDigit(text[i]) || i + 1 >= text.Length || text[i + 1] is not ('.' or ',')) continue;
            to[n++] = ' ';
            to[n++] = text[++i];
            to[n++] = ' ';
        }
        Finish(n);
    }

    /// <summary>Full stop and comma apart unless a digit stands behind them.</summary>
    public void SplitStopsBeforeNonDigits()
    {
        Prepare(2);
        int n = 0;
        var text = Text;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('.' or ',') || i + 1 >= text.Length || char.IsAsciiDigit(text[i + 1]))
            {
                to[n++] = text[i];
                continue;
            }
            to[n++] = ' ';
            to[n++] = text[i];
            to[n++] = ' ';
            to[n++] = text[++i];
        }
        Finish(n);
    }

    /// <summary>A hyphen behind a digit apart.</summary>
    public void SplitHyphensAfterDigits()
    {
        Prepare(2);
        int n = 0;
        var text = Text;
        for (int i = 0; i < text.Length; i++)
        {
            to[n++] = text[i];
            if (!char.IsAsciiDigit(text[i]) || i + 1 >= text.Length || text[i + 1] != '-') continue;
            to[n++] = ' ';
            to[n++] = text[++i];
            to[n++] = ' ';
        }
        Finish(n);
    }

    /// <summary>A space before <c>'s</c> at a word's end.</summary>
    public void SplitPossessives()
    {
        Prepare(2);
        int n = 0;
        var text = Text;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i..].StartsWith("'s ")) to[n++] = ' ';
            to[n++] = text[i];
        }
        Finish(n);
    }

    /// <summary>Spaces around each of the characters.</summary>
    public void Surround(SearchValues<char> characters)
    {
        Prepare(3);
        int n = 0;
        foreach (char c in Text)
        {
            bool found = characters.Contains(c);
            if (found) to[n++] = ' ';
            to[n++] = c;
            if (found) to[n++] = ' ';
        }
        Finish(n);
    }

    // A pass lengthens the text at most by this factor.
    private void Prepare(int factor)
    {
        if (to.Length < factor * Length) to = new char[factor * Length + 256];
    }

    private void Finish(int length)
    {
        (from, to) = (to, from);
        Length = length;
    }
}
