namespace Optiglot.Networks;

/// <summary>How positions enter the embeddings.</summary>
public enum PositionKind
{
    /// <summary>A learned vector a position (BERT).</summary>
    Learned,

    /// <summary>Sines and cosines ("Attention is all you need", 3.5).</summary>
    Sinusoidal,
}
