namespace Optiglot.DemoWorld;

/// <summary>A colour that objects are painted in, with its words.</summary>
/// <param name="English">"red".</param>
/// <param name="GermanStem">"rot", to which endings are added.</param>
/// <param name="FrenchMasculine">"vert".</param>
/// <param name="FrenchFeminine">"verte".</param>
/// <param name="Invariable">True for French colour words that never agree ("marron").</param>
/// <param name="Red">Red of the paint, 0..255.</param>
/// <param name="Green">Green of the paint, 0..255.</param>
/// <param name="Blue">Blue of the paint, 0..255.</param>
public sealed record Colour(
    string English, string GermanStem, string FrenchMasculine, string FrenchFeminine, bool Invariable, byte Red, byte Green, byte Blue)
{
    /// <summary>The agreeing French form: "vertes".</summary>
    public string French(Gender gender, int count) =>
        (gender == Gender.Feminine ? FrenchFeminine : FrenchMasculine) + (count > 1 && !Invariable ? "s" : "");

    /// <summary>Every form of the word in a language.</summary>
    /// <param name="language">"de" or "fr".</param>
    /// <exception cref="ArgumentException">Any other language.</exception>
    public IReadOnlyList<string> Forms(string language) => language switch
    {
        "de" => [.. new[] { "", "e", "er", "es", "en", "em" }.Select(ending => GermanStem + ending)],
        "fr" => [.. new[] { Gender.Masculine, Gender.Feminine }.SelectMany(g => new[] { French(g, 1), French(g, 2) }).Distinct()],
        _ => throw new ArgumentException($"the demo world has no target language '{language}': use de or fr", nameof(language)),
    };
}
