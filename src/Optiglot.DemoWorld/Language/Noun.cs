namespace Optiglot.DemoWorld;

/// <summary>An English noun of the world with one sense, or with two that only the picture tells apart.</summary>
/// <param name="Singular">"bat"; also the name the detector gives, the same for every sense.</param>
/// <param name="Plural">"bats".</param>
/// <param name="Senses">One or two meanings.</param>
public sealed record Noun(string Singular, string Plural, IReadOnlyList<Sense> Senses)
{
    /// <summary>Whether the word has more than one meaning in English.</summary>
    public bool HasSenses => Senses.Count > 1;

    /// <summary>Whether the senses have different words in a language ("crane" has in German, not in French: grue, grue).</summary>
    /// <param name="language">"de" or "fr".</param>
    public bool IsAmbiguousIn(string language) =>
        HasSenses && !Senses[0].Forms(language).Intersect(Senses[1].Forms(language)).Any();
}
