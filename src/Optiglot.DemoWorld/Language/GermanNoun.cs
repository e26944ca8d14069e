namespace Optiglot.DemoWorld;

/// <summary>A German noun with the forms a caption can ask for.</summary>
/// <param name="Singular">Nominative singular: "Buchstabe".</param>
/// <param name="Plural">Nominative plural: "Buchstaben".</param>
/// <param name="Gender">Its gender.</param>
public sealed record GermanNoun(string Singular, string Plural, Gender Gender)
{
    /// <summary>Accusative and dative singular where they differ from the nominative (weak nouns: "den Buchstaben").</summary>
    public string ObliqueSingular { get; init; } = Singular;

    /// <summary>Dative plural: the plural with -n, unless it ends in -n or -s already ("Bällen", "Autos").</summary>
    public string DativePlural => Plural[^1] is 'n' or 's' ? Plural : Plural + "n";

    /// <summary>Every form there is, each once.</summary>
    public IReadOnlyList<string> Forms => [.. new[] { Singular, ObliqueSingular, Plural, DativePlural }.Distinct()];

    /// <summary>The form for a case and a count.</summary>
    public string Form(GrammaticalCase grammaticalCase, int count) => (grammaticalCase, count) switch
    {
        (GrammaticalCase.Dative, > 1) => DativePlural,
        (_, > 1) => Plural,
        (GrammaticalCase.Nominative, _) => Singular,
        _ => ObliqueSingular,
    };
}
