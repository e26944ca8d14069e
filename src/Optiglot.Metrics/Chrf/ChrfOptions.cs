namespace Optiglot.Metrics;

/// <summary>Settings of <see cref="Chrf"/>; the defaults are sacreBLEU's chrF2.</summary>
public sealed record ChrfOptions
{
    /// <summary>Largest order of character n-grams.</summary>
    public int CharacterOrder { get; init; } = 6;

    /// <summary>Largest order of word n-grams: 0 for chrF, 2 for chrF++.</summary>
    public int WordOrder { get; init; }

    /// <summary>How much more recall weighs than precision.</summary>
    public int Beta { get; init; } = 2;

    /// <summary>Lower-cases both sides first.</summary>
    public bool LowerCase { get; init; }

    /// <summary>Counts white space as characters.</summary>
    public bool Whitespace { get; init; }

    /// <summary>
    /// Drops white space at the line's end first, as sacreBLEU's command does and its library does not; matters with <see cref="Whitespace"/> alone, and is not
    /// in the signature, as there.
    /// </summary>
    public bool TrimEnd { get; init; }

    /// <summary>Averages F scores with a tiny constant for missing orders, as chrF++.py and NLTK, in place of leaving such orders out.</summary>
    public bool EpsilonSmoothing { get; init; }

    /// <summary>chrF++: word unigrams and bigrams join in.</summary>
    public static ChrfOptions PlusPlus { get; } = new() { WordOrder = 2 };
}
