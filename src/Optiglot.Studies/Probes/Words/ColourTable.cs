namespace Optiglot.Studies.Probes;

/// <summary>Which colours of a target language an English colour word may become, and which colours a word of that language names.</summary>
internal abstract class ColourTable
{
    /// <summary>The languages there is a table of.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["de", "fr"];

    /// <summary>The colours, by their names in this table, that are right for each English colour word.</summary>
    public abstract IReadOnlyDictionary<string, string[]> Right { get; }

    /// <summary>The table of a language.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static ColourTable Of(string language) => language switch
    {
        "de" => new GermanColours(),
        "fr" => new FrenchColours(),
        _ => throw new ArgumentException(
            $"colour words are known for {string.Join(" and ", Languages)}, not for '{language}'; probe nouns or people, which are told by word alignment"),
    };

    /// <summary>The colours a lower-cased word names: none mostly, several in a compound such as <c>blau-weiß</c>.</summary>
    public abstract IEnumerable<string> Find(string word);
}
