using System.ComponentModel.DataAnnotations;
using Optiglot.Text;

namespace Optiglot.Training;

/// <summary>
/// The <c>text.source</c> or <c>text.target</c> section: what is done to raw text of a language, and how its words are split into pieces. For prepared corpora
/// (<see cref="CorpusForm.Tok"/>) the first three say what was done, so that the trained model does the same to the text of its users.
/// </summary>
public sealed record LanguageSection
{
    /// <summary>Lower-case: the paper's setting. Off by default: in a target, lost capitals do not come back.</summary>
    public bool LowerCase { get; init; }

    /// <summary>Normalise punctuation as Moses.</summary>
    public bool Normalize { get; init; } = true;

    /// <summary>Split words off as Moses does.</summary>
    public bool Tokenize { get; init; } = true;

    /// <summary>The kind of pieces.</summary>
    public SubwordKind Kind { get; init; } = SubwordKind.Bpe;

    /// <summary>Pieces to learn (BPE only), specials included.</summary>
    [Range(16, 1_000_000)]
    public int Size { get; init; } = 10_000;

    /// <summary>The vocabulary file (WordPiece only), found as <see cref="RecipeData.ResolveModel"/> says.</summary>
    public string? Vocabulary { get; init; }

    /// <summary>The options of the text preparer.</summary>
    /// <param name="language">The language's code.</param>
    public TextOptions Options(string language) => new() { Language = language, LowerCase = LowerCase, Normalize = Normalize, Tokenize = Tokenize };
}
