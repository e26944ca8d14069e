namespace Optiglot.Training;

/// <summary>Kinds of subword pieces.</summary>
public enum SubwordKind
{
    /// <summary>BERT's WordPiece, with a given vocabulary.</summary>
    Wordpiece,

    /// <summary>Byte-pair encoding (Sennrich et al. 2016), learned from the training split.</summary>
    Bpe,
}
