namespace Optiglot.Networks;

/// <summary>The vision-language encoder: BERT's layers over word pieces and region vectors (paper, section 3.2, Eq. 1).</summary>
public sealed record EncoderOptions
{
    /// <summary>Box numbers that stand beside a region's feature: x1, y1, x2, y2, width, height.</summary>
    public const int BoxNumbers = 6;

    /// <summary>Number of word pieces.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>Width of every state.</summary>
    public int Width { get; init; } = 768;

    /// <summary>Number of layers, twelve in BERT-base.</summary>
    public int Layers { get; init; } = 12;

    /// <summary>Attention heads; divides <see cref="Width"/>.</summary>
    public int Heads { get; init; } = 12;

    /// <summary>Inner width of the feed-forward block.</summary>
    public int FeedForward { get; init; } = 3072;

    /// <summary>Longest text, in word pieces, specials included.</summary>
    public int MaximumPositions { get; init; } = 512;

    /// <summary>Segments: 0 is the sentence, 1 the names of the detected objects.</summary>
    public int Segments { get; init; } = 2;

    /// <summary>How positions are told apart: BERT learns them.</summary>
    public PositionKind Positions { get; init; } = PositionKind.Learned;

    /// <summary>Where the layer norm stands: BERT has it after each block.</summary>
    public NormPlacement Norm { get; init; } = NormPlacement.Post;

    /// <summary>Activation of the feed-forward block: BERT has GELU.</summary>
    public Activation Activation { get; init; } = Activation.Gelu;

    /// <summary>Multiply word embeddings by the square root of <see cref="Width"/> ("Attention is all you need", 3.4). BERT does not.</summary>
    public bool ScaleEmbeddings { get; init; }

    /// <summary>Width of a region's feature, without the six box numbers; 0 for a model that sees no picture.</summary>
    public int RegionFeatures { get; init; }

    /// <summary>Dropout of embeddings and block outputs.</summary>
    public double Dropout { get; init; } = 0.1;

    /// <summary>Dropout of attention weights.</summary>
    public double AttentionDropout { get; init; } = 0.1;

    /// <summary>Added to the variance in layer norms: BERT's value.</summary>
    public double NormEpsilon { get; init; } = 1e-12;

    /// <summary>Standard deviation of the initial weights: BERT's value.</summary>
    public double InitialDeviation { get; init; } = 0.02;

    /// <summary>Width of a region's vector, feature and box; 0 for a model that sees no picture.</summary>
    public int RegionWidth() => RegionFeatures > 0 ? RegionFeatures + BoxNumbers : 0;
}
