using Optiglot.Text;

namespace Optiglot.Training;

/// <summary>
/// The <c>text</c> section: what is done to raw text before a model sees it. For prepared corpora (<see cref="CorpusForm.Tok"/>) it says what was done, so that
/// the trained model can do the same to the text of its users.
/// </summary>
public sealed record TextSection
{
    /// <summary>Lower-case: the paper's setting. Off by default, since lost capitals do not come back.</summary>
    public bool LowerCase { get; init; }

    /// <summary>Normalise punctuation as Moses.</summary>
    public bool Normalize { get; init; } = true;

    /// <summary>Tokenise as Moses.</summary>
    public bool Tokenize { get; init; } = true;

    /// <summary>One BPE of both languages together, as <see cref="Source"/> says; needed to share all embeddings.</summary>
    public bool Joint { get; init; }

    /// <summary>Pieces of the source language.</summary>
    public SubwordSection Source { get; init; } = new();

    /// <summary>Pieces of the target language; unused when <see cref="Joint"/>.</summary>
    public SubwordSection Target { get; init; } = new();

    /// <summary>The options of the text preparer for a language.</summary>
    public TextOptions Options(string language) => new() { Language = language, LowerCase = LowerCase, Normalize = Normalize, Tokenize = Tokenize };
}
