using System.Text;

namespace Optiglot.Text;

/// <summary>Moses writes the characters that its phrase tables and XML input reserve as entities.</summary>
public static class MosesEscapes
{
    private const string Reserved = "&|<>'\"[]";

    // &bar;, &bra; and &ket; are old spellings that are only read.
    private static readonly (string Entity, string Character)[] Entities =
    [
        ("&#124;", "|"), ("&lt;", "<"), ("&gt;", ">"), ("&apos;", "'"), ("&quot;", "\""), ("&#91;", "["), ("&#93;", "]"),
        ("&bar;", "|"), ("&bra;", "["), ("&ket;", "]"), ("&amp;", "&"),
    ];

    /// <summary>Writes reserved characters as entities: <c>woman 's</c> becomes <c>woman &amp;apos;s</c>.</summary>
    public static string Escape(string text)
    {
        if (text.AsSpan().IndexOfAny(Reserved) < 0)
            return text;
        var escaped = new StringBuilder(text.Length + 16);
        foreach (char character in text)
        {
            string? entity = character switch
            {
                '&' => "&amp;",
                '|' => "&#124;",
                '<' => "&lt;",
                '>' => "&gt;",
                '\'' => "&apos;",
                '"' => "&quot;",
                '[' => "&#91;",
                ']' => "&#93;",
                _ => null,
            };
            if (entity is null)
                escaped.Append(character);
            else
                escaped.Append(entity);
        }
        return escaped.ToString();
    }

    /// <summary>Reads the entities back; <c>&amp;amp;</c> comes last, so an escaped entity stays text.</summary>
    public static string Unescape(string text)
    {
        if (!text.Contains('&'))
            return text;
        foreach ((string entity, string character) in Entities)
            text = text.Replace(entity, character, StringComparison.Ordinal);
        return text;
    }
}
