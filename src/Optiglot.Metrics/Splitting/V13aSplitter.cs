namespace Optiglot.Metrics;

/// <summary>mteval-v13a as sacreBLEU has it.</summary>
internal sealed class V13aSplitter : Splitter
{
    private readonly WesternRules rules = new();
    private char[] padded = new char[256];

    public override void Split(string line, TokenList tokens)
    {
        var text = PythonText.TrimEnd(line);
        if (text.ContainsAny('<', '\n', '&')) text = Unescape(text.ToString());
        if (padded.Length < text.Length + 2) padded = new char[2 * text.Length + 2];
        padded[0] = padded[text.Length + 1] = ' ';
        text.CopyTo(padded.AsSpan(1));
        rules.Start(padded.AsSpan(0, text.Length + 2));
        Apply(rules, tokens);
    }

    /// <summary>The four rules, then white space.</summary>
    public static void Apply(WesternRules rules, TokenList tokens)
    {
        rules.SplitSymbols();
        if (rules.Text.ContainsAny('.', ','))
        {
            rules.SplitStopsAfterNonDigits();
            rules.SplitStopsBeforeNonDigits();
        }
        if (rules.Text.Contains('-')) rules.SplitHyphensAfterDigits();
        rules.Text.CopyTo(tokens.Start(rules.Length));
        tokens.SplitOnSpace(rules.Length);
    }

    /// <summary>The four XML entities that both mteval and Tercom undo, in their order.</summary>
    public static string UnescapeEntities(string text) => !text.Contains('&') ? text : text
        .Replace("&quot;", "\"", StringComparison.Ordinal)
        .Replace("&amp;", "&", StringComparison.Ordinal)
        .Replace("&lt;", "<", StringComparison.Ordinal)
        .Replace("&gt;", ">", StringComparison.Ordinal);

    private static string Unescape(string text) => UnescapeEntities(text
        .Replace("<skipped>", "", StringComparison.Ordinal)
        .Replace("-\n", "", StringComparison.Ordinal)
        .Replace('\n', ' '));
}
