namespace Optiglot.DemoWorld;

/// <summary>Sizes and chances of a world; the seed fixes everything else.</summary>
public sealed record WorldOptions
{
    /// <summary>Seed of every stream of the generator.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Pictures with an English caption only, for pre-training.</summary>
    public int Pairs { get; init; } = 3000;

    /// <summary>Translated training captions.</summary>
    public int Train { get; init; } = 3000;

    /// <summary>Translated captions to stop training by.</summary>
    public int Dev { get; init; } = 300;

    /// <summary>Translated captions that are scored; none of their scenes is in another split.</summary>
    public int Test { get; init; } = 500;

    /// <summary>Width and height of a picture, pixels.</summary>
    public int PictureSize { get; init; } = 128;

    /// <summary>How many of the lexicon's ambiguous nouns there are.</summary>
    public int AmbiguousNouns { get; init; } = Lexicon.Ambiguous.Count;

    /// <summary>How many of its plain nouns.</summary>
    public int PlainNouns { get; init; } = Lexicon.Plain.Count;

    /// <summary>How many of its colours.</summary>
    public int Colours { get; init; } = Lexicon.Colours.Count;

    /// <summary>Chance that an object comes as a pair ("two bats").</summary>
    public double PluralChance { get; init; } = 0.12;

    /// <summary>Chance that the source names the colour of the plain object; the translations always do.</summary>
    public double PlainColourChance { get; init; } = 0.4;

    /// <summary>Chance that the ambiguous object's colour is named, in all languages or in none.</summary>
    public double AmbiguousColourChance { get; init; } = 0.25;

    /// <summary>Chance of one more object that the caption does not speak of.</summary>
    public double BystanderChance { get; init; } = 0.3;

    /// <summary>Chance that the caption says where.</summary>
    public double PlaceChance { get; init; } = 0.6;

    /// <summary>Checks the numbers.</summary>
    /// <exception cref="ArgumentException">A size or chance out of range; the message names it.</exception>
    public void Check()
    {
        if (Pairs < 0 || Train < 1 || Dev < 1 || Test < 2) throw new ArgumentException("the demo world needs train >= 1, dev >= 1 and test >= 2 captions");
        if (PictureSize is < 96 or > 512) throw new ArgumentException($"picture size {PictureSize} is out of range: the demo world draws 96 to 512 pixels");
        bool fits = AmbiguousNouns >= 1 && AmbiguousNouns <= Lexicon.Ambiguous.Count && PlainNouns >= 2 && PlainNouns <= Lexicon.Plain.Count;
        if (!fits || Colours < 2 || Colours > Lexicon.Colours.Count)
            throw new ArgumentException($"the demo world has 1 to {Lexicon.Ambiguous.Count} ambiguous nouns, 2 to {Lexicon.Plain.Count} plain ones and 2 "
                + $"to {Lexicon.Colours.Count} colours");
        double[] chances = [PluralChance, PlainColourChance, AmbiguousColourChance, BystanderChance, PlaceChance];
        if (chances.Any(c => !(c >= 0 && c <= 1))) throw new ArgumentException("a chance of the demo world is outside 0..1");
    }
}
