namespace Optiglot.DemoWorld;

/// <summary>One meaning of a noun: what is drawn, and what it is called in the target languages.</summary>
/// <param name="Name">Unique name of the meaning and of its drawing: "bat (animal)".</param>
/// <param name="German">The German noun.</param>
/// <param name="French">The French noun.</param>
public sealed record Sense(string Name, GermanNoun German, FrenchNoun French)
{
    /// <summary>All forms of the word in a language.</summary>
    /// <param name="language">"de" or "fr".</param>
    /// <exception cref="ArgumentException">Any other language.</exception>
    public IReadOnlyList<string> Forms(string language) => language switch
    {
        "de" => German.Forms,
        "fr" => French.Forms,
        _ => throw new ArgumentException($"the demo world has no target language '{language}': use de or fr", nameof(language)),
    };
}
