using Lucene.Net.Tartarus.Snowball;
using Lucene.Net.Tartarus.Snowball.Ext;

namespace Optiglot.Metrics;

/// <summary>What METEOR 1.5 knows of a language.</summary>
/// <param name="Name">Name in the data files.</param>
/// <param name="Code">Code in the names of paraphrase tables.</param>
/// <param name="Modules">Modules used unless others are asked for.</param>
/// <param name="CreateStemmer">The Snowball stemmer, null where there is none.</param>
internal sealed record MeteorLanguage(string Name, string Code, MeteorModule[] Modules, Func<SnowballProgram>? CreateStemmer)
{
    private static readonly MeteorModule[] Stemmed = [MeteorModule.Exact, MeteorModule.Stem];
    private static readonly MeteorModule[] Paraphrased = [MeteorModule.Exact, MeteorModule.Stem, MeteorModule.Paraphrase];

    private static readonly MeteorLanguage[] All =
    [
        new("english", "en", [MeteorModule.Exact, MeteorModule.Stem, MeteorModule.Synonym, MeteorModule.Paraphrase], () => new EnglishStemmer()),
        new("czech", "cz", [MeteorModule.Exact, MeteorModule.Paraphrase], null),
        new("french", "fr", Paraphrased, () => new FrenchStemmer()),
        new("spanish", "es", Paraphrased, () => new SpanishStemmer()),
        new("german", "de", Paraphrased, () => new GermanStemmer()),
        new("russian", "ru", Paraphrased, () => new RussianStemmer()),
        new("portuguese", "pt", Stemmed, () => new PortugueseStemmer()),
        new("danish", "da", Stemmed, () => new DanishStemmer()),
        new("romanian", "ro", Stemmed, () => new RomanianStemmer()),
        new("hungarian", "hu", Stemmed, () => new HungarianStemmer()),
        new("turkish", "tr", Stemmed, () => new TurkishStemmer()),
        new("finnish", "fi", Stemmed, () => new FinnishStemmer()),
        new("dutch", "nl", Stemmed, () => new DutchStemmer()),
        new("italian", "it", Stemmed, () => new ItalianStemmer()),
        new("norwegian", "no", Stemmed, () => new NorwegianStemmer()),
        new("swedish", "se", Stemmed, () => new SwedishStemmer()),
        new("other", "other", [MeteorModule.Exact], null),
    ];

    /// <summary>Languages METEOR's normaliser knows.</summary>
    public bool HasNormalizer => Name is "english" or "czech" or "french" or "spanish" or "german" or "russian";

    /// <summary>Finds a language by name or code.</summary>
    /// <exception cref="ArgumentException">METEOR does not know it.</exception>
    public static MeteorLanguage Find(string language) => TryFind(language) ?? throw new ArgumentException(
        $"METEOR does not know the language '{language}'; use one of {string.Join(", ", All.Select(known => known.Code))}", nameof(language));

    /// <summary>Finds a language by name or code; null where METEOR does not know it.</summary>
    public static MeteorLanguage? TryFind(string language)
    {
        string wanted = language.ToLowerInvariant() switch { "cs" => "cz", "sv" => "se", "xx" => "other", var name => name };
        return Array.Find(All, known => known.Name == wanted || known.Code == wanted);
    }
}
