namespace Optiglot.Training;

/// <summary>Constants of AdamW (Loshchilov and Hutter, 2019).</summary>
public sealed record AdamWOptions
{
    /// <summary>Decay of the mean of gradients.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the mean of squared gradients; 0.98 as "Attention is all you need", 5.3.</summary>
    public double Beta2 { get; init; } = 0.98;

    /// <summary>Added to the root of the second moment.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Decoupled decay of matrices, times the learning rate; biases and norms have none.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>Largest norm of the whole gradient; 0: no clipping.</summary>
    public double ClipNorm { get; init; } = 1;
}
