namespace Optiglot.DemoWorld;

/// <summary>How well translations took from the picture what the sentence does not say.</summary>
public sealed record AmbiguityScore
{
    /// <summary>Sentences whose noun is ambiguous for the target language.</summary>
    public required int Ambiguous { get; init; }

    /// <summary>Of these, those with the drawn sense's word.</summary>
    public required int RightSense { get; init; }

    /// <summary>Those with the other sense's word.</summary>
    public required int OtherSense { get; init; }

    /// <summary>Sentences whose translation needs a colour that the source leaves out.</summary>
    public required int HiddenColours { get; init; }

    /// <summary>Of these, those that name the colour.</summary>
    public required int RightColours { get; init; }

    /// <summary>Noun by noun.</summary>
    public required IReadOnlyList<NounAccuracy> Nouns { get; init; }

    /// <summary>What each sentence chose, `[sentences]`; null where its noun is not ambiguous for the language.</summary>
    public required IReadOnlyList<SenseChoice?> Choices { get; init; }

    /// <summary>Part of the ambiguous words translated right, 0..1; chance is 0.5.</summary>
    public double SenseAccuracy => Ambiguous == 0 ? 0 : (double)RightSense / Ambiguous;

    /// <summary>Part of the hidden colours named right, 0..1; chance is 1 over the number of colours.</summary>
    public double ColourAccuracy => HiddenColours == 0 ? 0 : (double)RightColours / HiddenColours;
}
