namespace Optiglot.Networks;

/// <summary>The transformer decoder put on the encoder (paper, section 3.3).</summary>
public sealed record DecoderOptions
{
    /// <summary>Number of target pieces.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>Width of every state; the bridge maps the encoder's width to it.</summary>
    public int Width { get; init; } = 512;

    /// <summary>Number of layers: six in the paper.</summary>
    public int Layers { get; init; } = 6;

    /// <summary>Attention heads; divides <see cref="Width"/>.</summary>
    public int Heads { get; init; } = 8;

    /// <summary>Inner width of the feed-forward block.</summary>
    public int FeedForward { get; init; } = 2048;

    /// <summary>Longest target in pieces, end included.</summary>
    public int MaximumPositions { get; init; } = 512;

    /// <summary>How positions are told apart.</summary>
    public PositionKind Positions { get; init; } = PositionKind.Sinusoidal;

    /// <summary>Where the layer norm stands. Pre-norm: post-norm at high learning rates was seen to collapse.</summary>
    public NormPlacement Norm { get; init; } = NormPlacement.Pre;

    /// <summary>Activation of the feed-forward block.</summary>
    public Activation Activation { get; init; } = Activation.Relu;

    /// <summary>How the decoder looks at text and regions.</summary>
    public CrossAttentionKind CrossAttention { get; init; } = CrossAttentionKind.Joint;

    /// <summary>Dropout of embeddings and block outputs.</summary>
    public double Dropout { get; init; } = 0.1;

    /// <summary>Dropout of attention weights.</summary>
    public double AttentionDropout { get; init; } = 0.1;

    /// <summary>Dropout inside the feed-forward block, after its activation.</summary>
    public double ActivationDropout { get; init; }

    /// <summary>Added to the variance in layer norms.</summary>
    public double NormEpsilon { get; init; } = 1e-5;

    /// <summary>One linear layer from the encoder's width to the decoder's. Without it the widths must be equal.</summary>
    public bool Bridge { get; init; } = true;

    /// <summary>One embedding table for source, target and output: needs one joint vocabulary and equal widths.</summary>
    public bool ShareWithEncoder { get; init; }
}
