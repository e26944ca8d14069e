namespace Optiglot.Training;

/// <summary>The <c>text</c> section.</summary>
public sealed record TextSection
{
    /// <summary>One BPE of both languages together, of the source's size; needed to share all embeddings.</summary>
    public bool Joint { get; init; }

    /// <summary>The source language.</summary>
    public LanguageSection Source { get; init; } = new();

    /// <summary>The target language; its pieces are the source's when <see cref="Joint"/>.</summary>
    public LanguageSection Target { get; init; } = new();
}
