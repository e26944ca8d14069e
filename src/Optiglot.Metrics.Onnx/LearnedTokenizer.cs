namespace Optiglot.Metrics.Onnx;

/// <summary>How a learned metric cuts text into pieces, and the ids it puts around them.</summary>
public sealed record LearnedTokenizer : LearnedFile
{
    /// <summary><c>sentencepiece</c> (a <c>.model</c> file, unigram or BPE) or <c>wordpiece</c> (BERT's <c>vocab.txt</c>).</summary>
    public required string Kind { get; init; }

    /// <summary>WordPiece: lower-cases text and strips accents first, as the uncased models want.</summary>
    public bool LowerCase { get; init; }

    /// <summary>SentencePiece: added to each piece's id. XLM-R has 1, since its vocabulary begins with one more special piece.</summary>
    public int IdsOffset { get; init; }

    /// <summary>Id that opens a sequence; null: WordPiece's <c>[CLS]</c>, and none for SentencePiece.</summary>
    public int? Begin { get; init; }

    /// <summary>Id that closes a sequence; null: WordPiece's <c>[SEP]</c>, and none for SentencePiece.</summary>
    public int? End { get; init; }

    /// <summary>Ids between the parts of a joint sequence; null: <see cref="End"/>. XLM-R has its end twice.</summary>
    public IReadOnlyList<int>? Separator { get; init; }

    /// <summary>Id that fills a batch up; null: WordPiece's <c>[PAD]</c>, and 0 for SentencePiece.</summary>
    public int? Padding { get; init; }

    /// <summary>SentencePiece: id of what the vocabulary does not have; null: the file's own with <see cref="IdsOffset"/>.</summary>
    public int? Unknown { get; init; }
}
