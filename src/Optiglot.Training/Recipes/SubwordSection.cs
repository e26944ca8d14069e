using System.ComponentModel.DataAnnotations;

namespace Optiglot.Training;

/// <summary>The <c>text.source</c> or <c>text.target</c> section: how words are split.</summary>
public sealed record SubwordSection
{
    /// <summary>The kind.</summary>
    public SubwordKind Kind { get; init; } = SubwordKind.Bpe;

    /// <summary>Pieces to learn (BPE only), specials included.</summary>
    [Range(16, 1_000_000)]
    public int Size { get; init; } = 10_000;

    /// <summary>The vocabulary file (WordPiece only): relative to the working folder, else to the data folder's <c>models</c> neighbour as <c>doctor</c> shows.</summary>
    public string? Vocabulary { get; init; }
}
