namespace Optiglot.Server;

/// <summary>The same as a form with files.</summary>
internal sealed record TranslateForm
{
    /// <summary>The model.</summary>
    public string? Model { get; init; }

    /// <summary>Language of the sentences.</summary>
    public string? Source { get; init; }

    /// <summary>Language to translate to.</summary>
    public string? Target { get; init; }

    /// <summary>Sentences, a field each.</summary>
    public required IReadOnlyList<string> Text { get; init; }

    /// <summary>Files: none, one for all sentences, or as many as sentences, in their order.</summary>
    public IReadOnlyList<byte[]> Picture { get; init; } = [];

    /// <summary>Translations that must be used: a term, a tab and its translation on each line.</summary>
    public string? Glossary { get; init; }

    /// <summary>Hypotheses kept at each step.</summary>
    public int? Beam { get; init; }

    /// <summary>Translations a sentence.</summary>
    public int NBest { get; init; } = 1;

    /// <summary>Whether to tell what each word looked at.</summary>
    public bool Attention { get; init; }
}
