namespace Optiglot.DemoWorld;

/// <summary>A caption in the three languages of the world.</summary>
/// <param name="English">The source sentence.</param>
/// <param name="German">Its German translation, for what is drawn.</param>
/// <param name="French">Its French translation, for what is drawn.</param>
public sealed record Caption(string English, string German, string French)
{
    /// <summary>The sentence in a language: "en", "de" or "fr".</summary>
    /// <exception cref="ArgumentException">Any other language.</exception>
    public string In(string language) => language switch
    {
        "en" => English,
        "de" => German,
        "fr" => French,
        _ => throw new ArgumentException($"the demo world has no language '{language}': use en, de or fr", nameof(language)),
    };
}
