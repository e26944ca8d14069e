namespace Optiglot.Text;

/// <summary>Whether two English nouns differ in number alone, by the rules of spelling and the common irregular plurals.</summary>
public static class EnglishNouns
{
    private static readonly Dictionary<string, string> Irregular = new(StringComparer.OrdinalIgnoreCase)
    {
        ["person"] = "people", ["child"] = "children", ["mouse"] = "mice", ["goose"] = "geese", ["foot"] = "feet", ["tooth"] = "teeth", ["ox"] = "oxen",
    };

    /// <summary>Whether a word is a noun or its plural.</summary>
    /// <param name="word">The word.</param>
    /// <param name="singular">The noun in the singular.</param>
    public static bool IsOneOrMany(string word, string singular) =>
        word.Equals(singular, StringComparison.OrdinalIgnoreCase) || word.Equals(Plural(singular), StringComparison.OrdinalIgnoreCase);

    /// <summary>The plural of a noun.</summary>
    public static string Plural(string singular)
    {
        if (Irregular.TryGetValue(singular, out string? known)) return known;
        bool Ends(params ReadOnlySpan<string> endings)
        {
            foreach (string ending in endings)
                if (singular.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) return true;
            return false;
        }

        if (Ends("man") && !Ends("human", "german", "roman")) return singular[..^2] + "en";
        if (Ends("s", "x", "z", "ch", "sh")) return singular + "es";
        if (Ends("y") && !Ends("ay", "ey", "oy", "uy")) return singular[..^1] + "ies";
        if (Ends("knife", "wife", "life")) return singular[..^2] + "ves";
        return Ends("leaf", "shelf", "loaf", "half", "calf", "wolf") ? singular[..^1] + "ves" : singular + "s";
    }
}
