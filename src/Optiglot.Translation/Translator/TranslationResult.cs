using Optiglot.Vision;

namespace Optiglot.Translation;

/// <summary>What came out of one request.</summary>
public sealed record TranslationResult
{
    /// <summary>The translation that the search found best.</summary>
    public required TranslationCandidate Best { get; init; }

    /// <summary>The n best, best first; the first is <see cref="Best"/>.</summary>
    public required IReadOnlyList<TranslationCandidate> NBest { get; init; }

    /// <summary>The regions the model saw; null where it saw no picture.</summary>
    public RegionSet? Regions { get; init; }

    /// <summary>Where the decoder looked, for the best translation; only when asked for, and not for split or empty sentences.</summary>
    public AttentionMap? Attention { get; init; }

    /// <summary>What the reader should know: a split sentence, unknown characters, a missing picture. Usually empty.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether the sentence was translated as it is; false where it was split or cut off, or has characters that the vocabulary lacks.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>Pieces the model read: of the sentence, without specials and tags.</summary>
    public int SourcePieces { get; init; }

    /// <summary>Pieces of the best translation, without specials.</summary>
    public int TargetPieces { get; init; }

    /// <summary>Natural text of the best translation.</summary>
    public string Text => Best.Text;

    /// <summary>Tokenised text of the best translation.</summary>
    public string Tokenized => Best.Tokenized;

    /// <summary>Score of the best translation.</summary>
    public double Score => Best.Score;
}
