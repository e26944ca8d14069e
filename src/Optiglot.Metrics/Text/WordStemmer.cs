namespace Optiglot.Metrics;

/// <summary>
/// Stems of words by the Snowball stemmer that METEOR uses for a language; words stay as they are in a language without one. Not for several threads at once.
/// </summary>
public sealed class WordStemmer
{
    private readonly WordCache<string> cache;

    /// <summary>Makes the stemmer of a language.</summary>
    /// <param name="language">A code such as <c>de</c>; any language is allowed.</param>
    public WordStemmer(string language) => cache = new WordCache<string>(Function(MeteorLanguage.TryFind(language)));

    /// <summary>The stem of a lower-cased word.</summary>
    public string Stem(string word) => cache.Get(word);

    /// <summary>Stems words of a language; the words themselves where it has no stemmer.</summary>
    internal static Func<string, string> Function(MeteorLanguage? language)
    {
        if (language?.CreateStemmer is not { } create) return word => word;
        var stemmer = create();
        return word =>
        {
            stemmer.SetCurrent(word);
            stemmer.Stem();
            return stemmer.Current;
        };
    }
}
