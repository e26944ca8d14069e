namespace Optiglot.DemoWorld;

/// <summary>An object of a scene as the caption speaks of it.</summary>
/// <param name="Noun">The English word.</param>
/// <param name="SenseIndex">Which of the noun's senses is drawn.</param>
/// <param name="Colour">What it is painted in.</param>
/// <param name="Count">How many are drawn: 1 or 2.</param>
/// <param name="ColourInEnglish">Whether the source names the colour.</param>
/// <param name="ColourInTranslation">Whether the translations name the colour; where the source does not, only the picture tells it.</param>
public sealed record Mention(Noun Noun, int SenseIndex, Colour Colour, int Count, bool ColourInEnglish, bool ColourInTranslation)
{
    /// <summary>The sense that is drawn.</summary>
    public Sense Sense => Noun.Senses[SenseIndex];

    /// <summary>Whether the colour of the translation is to be seen in the picture only.</summary>
    public bool ColourIsHidden => ColourInTranslation && !ColourInEnglish;
}
