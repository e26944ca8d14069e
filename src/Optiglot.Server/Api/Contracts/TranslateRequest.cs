namespace Optiglot.Server;

/// <summary>Sentences to translate, with the pictures they describe.</summary>
internal sealed record TranslateRequest
{
    /// <summary>The model, as /v1/models calls it. Not needed where there is one, or where the languages tell.</summary>
    public string? Model { get; init; }

    /// <summary>Language of the sentences, two letters, to choose a model by.</summary>
    public string? Source { get; init; }

    /// <summary>Language to translate to, two letters, to choose a model by.</summary>
    public string? Target { get; init; }

    /// <summary>What to translate.</summary>
    public required IReadOnlyList<SentenceInput> Sentences { get; init; }

    /// <summary>Pictures by the names that sentences call them by; several sentences may share one.</summary>
    public IReadOnlyDictionary<string, PictureInput> Pictures { get; init; } = new Dictionary<string, PictureInput>();

    /// <summary>Translations of terms that must be used where the terms occur, by the term: one form each, as it is to be written.</summary>
    public IReadOnlyDictionary<string, string> Glossary { get; init; } = new Dictionary<string, string>();

    /// <summary>Hypotheses kept at each step; by default as the model was tuned.</summary>
    public int? Beam { get; init; }

    /// <summary>Translations a sentence, best first; at most the beam.</summary>
    public int NBest { get; init; } = 1;

    /// <summary>Whether to tell what each word of the translation looked at.</summary>
    public bool Attention { get; init; }
}
