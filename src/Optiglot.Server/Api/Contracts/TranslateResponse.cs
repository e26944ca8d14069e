namespace Optiglot.Server;

/// <summary>Translations in the order of the sentences.</summary>
internal sealed record TranslateResponse
{
    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>Its version: the beginning of the SHA-256 of its configuration, which holds the hashes of all its files.</summary>
    public required string Version { get; init; }

    /// <summary>Language of the sentences.</summary>
    public required string Source { get; init; }

    /// <summary>Language of the translations.</summary>
    public required string Target { get; init; }

    /// <summary>One a sentence.</summary>
    public required IReadOnlyList<TranslationOutput> Translations { get; init; }

    /// <summary>What was seen in each picture, by its name; only where attention was asked for.</summary>
    public IReadOnlyDictionary<string, PictureOutput>? Pictures { get; init; }
}
