namespace Optiglot.Server;

/// <summary>What a request to translate asks for, whichever way it was sent; checked against the limits.</summary>
internal sealed record TranslateCall
{
    /// <summary>The model's name, or null.</summary>
    public string? Model { get; init; }

    /// <summary>Language of the sentences, or null.</summary>
    public string? Source { get; init; }

    /// <summary>Language of the translations, or null.</summary>
    public string? Target { get; init; }

    /// <summary>The sentences.</summary>
    public required IReadOnlyList<Sentence> Sentences { get; init; }

    /// <summary>The pictures, by name.</summary>
    public required IReadOnlyDictionary<string, PictureFile> Pictures { get; init; }

    /// <summary>Terms and the translations they must have.</summary>
    public IReadOnlyDictionary<string, string> Glossary { get; init; } = new Dictionary<string, string>();

    /// <summary>Hypotheses at each step, or null.</summary>
    public int? Beam { get; init; }

    /// <summary>Translations a sentence.</summary>
    public int NBest { get; init; } = 1;

    /// <summary>Whether attention is wanted.</summary>
    public bool Attention { get; init; }
}
