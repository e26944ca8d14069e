namespace Optiglot.Training;

/// <summary>The <c>text</c> section: preparing text, and cutting words into pieces.</summary>
public sealed record TextSection
{
    /// <summary>One BPE of both languages together, of the source's size; needed to share all embeddings.</summary>
    public bool Joint { get; init; }

    /// <summary>How text of the source language is read.</summary>
    public LanguageSection Source { get; init; } = new();

    /// <summary>The target language; its pieces are the source's when <see cref="Joint"/>.</summary>
    public LanguageSection Target { get; init; } = new();
}
