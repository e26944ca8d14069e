using System.Buffers;

namespace Optiglot.Metrics;

/// <summary>
/// The rewriting rules that mteval-v13a, sacreBLEU's <c>zh</c> and Tercom share, one pass each over two buffers in turn.
/// Each pass does what the tool's regular expression does: left to right, matches never overlap. Passes jump from match to match.
/// </summary>
internal sealed class WesternRules
{
    // The tools' class has the space too; more spaces change nothing in what follows.
    private static readonly SearchValues<char> Symbols = SearchValues.Create("{|}~[\\]^_`!\"#$%&()*+:;<=>?@/");

    private char[] from = new char[512];
    private char[] to = new char[512];
    private int written;

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

    /// <summary>Spaces around each of the characters.</summary>
    public void Surround(SearchValues<char> characters)
    {
        var rest = Begin(3);
        for (int at; (at = rest.IndexOfAny(characters)) >= 0; rest = rest[(at + 1)..])
        {
            Write(rest[..at]);
            WriteApart(rest[at]);
        }
        Finish(rest);
    }

    /// <summary>Full stop and comma apart unless a digit stands before them.</summary>
    public void SplitStopsAfterNonDigits()
    {
        var rest = Begin(3);
        while (rest.Length > 1 && rest[1..].IndexOfAny('.', ',') + 1 is var at and > 0)
        {
            Write(rest[..at]);
            bool apart = !char.IsAsciiDigit(rest[at - 1]);
            if (apart) WriteApart(rest[at]);
            rest = rest[(apart ? at + 1 : at)..];
        }
        Finish(rest);
    }

    /// <summary>Full stop and comma apart unless a digit stands behind them.</summary>
    public void SplitStopsBeforeNonDigits()
    {
        var rest = Begin(3);
        for (int at; (at = rest.IndexOfAny('.', ',')) >= 0;)
        {
            Write(rest[..at]);
            bool apart = at + 1 < rest.Length && !char.IsAsciiDigit(rest[at + 1]);
            if (apart) WriteApart(rest[at]);
            else to[written++] = rest[at];
            if (apart) to[written++] = rest[at + 1];
            rest = rest[(apart ? at + 2 : at + 1)..];
        }
        Finish(rest);
    }

    /// <summary>A hyphen behind a digit apart.</summary>
    public void SplitHyphensAfterDigits()
    {
        var rest = Begin(3);
        while (rest.Length > 1 && rest[1..].IndexOf('-') + 1 is var at and > 0)
        {
            Write(rest[..at]);
            if (char.IsAsciiDigit(rest[at - 1])) WriteApart('-');
            else to[written++] = '-';
            rest = rest[(at + 1)..];
        }
        Finish(rest);
    }

    /// <summary>A space before <c>'s</c> at a word's end.</summary>
    public void SplitPossessives()
    {
        var rest = Begin(2);
        for (int at; (at = rest.IndexOf("'s ")) >= 0; rest = rest[(at + 3)..])
        {
            Write(rest[..at]);
            Write(" 's ");
        }
        Finish(rest);
    }

    // A pass lengthens the text at most by this factor.
    private ReadOnlySpan<char> Begin(int factor)
    {
        if (to.Length < factor * Length) to = new char[factor * Length + 256];
        written = 0;
        return Text;
    }

    private void Write(ReadOnlySpan<char> part)
    {
        part.CopyTo(to.AsSpan(written));
        written += part.Length;
    }

    private void WriteApart(char c)
    {
        to[written++] = ' ';
        to[written++] = c;
        to[written++] = ' ';
    }

    private void Finish(ReadOnlySpan<char> rest)
    {
        Write(rest);
        (from, to) = (to, from);
        Length = written;
    }
}
