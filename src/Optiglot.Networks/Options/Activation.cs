namespace Optiglot.Networks;

/// <summary>Activation of a feed-forward block.</summary>
public enum Activation
{
    /// <summary>Gaussian error linear unit, exact form (BERT).</summary>
    Gelu,

    /// <summary>Rectified linear unit.</summary>
    Relu,

    /// <summary>Hyperbolic tangent.</summary>
    Tanh,

    /// <summary>Logistic function: gates.</summary>
    Sigmoid,
}
