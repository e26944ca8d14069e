using System.Text;

namespace Optiglot.Metrics;

/// <summary>Text rules of Python's <c>str</c>, on which sacreBLEU's numbers rest.</summary>
internal static class PythonText
{
    /// <summary><c>str.isspace</c>: .NET's white space plus the four ASCII separators U+001C..U+001F.</summary>
    public static bool IsSpace(char c) => c <= ' ' ? c is ' ' or (>= '\t' and <= '\r') or (>= '\u001c' and <= '\u001f') : c >= '\u0085' && char.IsWhiteSpace(c);

    /// <summary><c>str.rstrip</c>.</summary>
    public static ReadOnlySpan<char> TrimEnd(ReadOnlySpan<char> text)
    {
        int end = text.Length;
        while (end > 0 && IsSpace(text[end - 1])) end--;
        return text[..end];
    }

    /// <summary><c>str.strip</c>.</summary>
    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text)
    {
        text = TrimEnd(text);
        int start = 0;
        while (start < text.Length && IsSpace(text[start])) start++;
        return text[start..];
    }

    /// <summary><c>str.lower</c>: simple case mapping, but U+0130 becomes two letters and a capital sigma at a word's end becomes a final one.</summary>
    public static string Lower(string text)
    {
        bool special = text.AsSpan().ContainsAny('\u0130', '\u03a3');
        return special ? LowerSpecial(text) : text.ToLowerInvariant();
    }

    private static string LowerSpecial(string text)
    {
        var result = new StringBuilder(text.Length + 4);
        string lower = text.ToLowerInvariant();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\u0130') result.Append("i\u0307");
            else if (text[i] == '\u03a3') result.Append(IsFinalSigma(text, i) ? '\u03c2' : '\u03c3');
            else result.Append(lower[i]);
        }
        return result.ToString();
    }

    // Unicode's Final_Sigma: a cased letter before, none after, characters that case ignores skipped.
    private static bool IsFinalSigma(string text, int at) => EndsCased(text.AsSpan(0, at)) && !StartsCased(text.AsSpan(at + 1));

    private static bool EndsCased(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            Rune.DecodeLastFromUtf16(text, out var rune, out int length);
            if (!UnicodeCase.IsIgnorable(rune)) return UnicodeCase.IsCased(rune);
            text = text[..^length];
        }
        return false;
    }

    private static bool StartsCased(ReadOnlySpan<char> text)
    {
        foreach (var rune in text.EnumerateRunes())
            if (!UnicodeCase.IsIgnorable(rune)) return UnicodeCase.IsCased(rune);
        return false;
    }
}
