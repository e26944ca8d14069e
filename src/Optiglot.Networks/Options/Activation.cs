namespace Optiglot.Networks;

/// <summary>Activation of a feed-forward block.</summary>
public enum Activation
{
    /// <summary>Gaussian error linear unit, exact form (BERT).</summary>
    Gelu,

    /// <summary>Rectified linear unit, <c>max(0, x)</c>.</summary>
    Relu,

    /// <summary>Hyperbolic tangent of each element.</summary>
    Tanh,

    /// <summary>Logistic function, for gates.</summary>
    Sigmoid,
}
