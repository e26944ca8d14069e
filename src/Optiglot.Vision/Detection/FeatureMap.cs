namespace Optiglot.Vision;

/// <summary>An inner tensor `[1, channels, rows, columns]` that region vectors are pooled from.</summary>
public sealed record FeatureMap
{
    /// <summary>Its name in the graph.</summary>
    public required string Tensor { get; init; }

    /// <summary>Pixels of the network's input a cell.</summary>
    public required int Stride { get; init; }

    /// <summary>ROI-align bins a side: `grid * grid * channels` numbers a region.</summary>
    public int Grid { get; init; } = 1;
}
