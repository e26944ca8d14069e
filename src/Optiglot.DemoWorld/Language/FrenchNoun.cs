namespace Optiglot.DemoWorld;

/// <summary>A French noun.</summary>
/// <param name="Singular">"chauve-souris".</param>
/// <param name="Plural">"chauves-souris".</param>
/// <param name="Gender">Masculine or feminine.</param>
public sealed record FrenchNoun(string Singular, string Plural, Gender Gender)
{
    /// <summary>Every form there is, each once.</summary>
    public IReadOnlyList<string> Forms => [.. new[] { Singular, Plural }.Distinct()];

    /// <summary>The form for a count.</summary>
    public string Form(int count) => count > 1 ? Plural : Singular;
}
