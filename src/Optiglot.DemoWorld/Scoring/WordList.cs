namespace Optiglot.DemoWorld;

/// <summary>The words of a sentence, for looking them up: lower case, hyphens kept ("chauve-souris"), everything else that is no letter splits.</summary>
internal static class WordList
{
    public static IEnumerable<string> Of(string sentence) => Spans(sentence).Select(s => sentence.Substring(s.Start, s.Length).ToLowerInvariant());

    /// <summary>Where each word stands.</summary>
    public static IEnumerable<(int Start, int Length)> Spans(string sentence)
    {
        int start = -1;
        for (int i = 0; i <= sentence.Length; i++)
        {
            bool inside = i < sentence.Length && (char.IsLetter(sentence[i]) || (sentence[i] == '-' && start >= 0));
            if (inside && start < 0) start = i;
            if (inside || start < 0) continue;
            yield return (start, i - start);
            start = -1;
        }
    }

    /// <summary>Lower-cased forms, ready for <see cref="Of"/>.</summary>
    public static HashSet<string> Set(IEnumerable<string> forms) => [.. forms.Select(f => f.ToLowerInvariant())];
}
