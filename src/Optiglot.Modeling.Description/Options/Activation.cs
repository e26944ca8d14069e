namespace Optiglot.Modeling;

/// <summary>Activation of a feed-forward block.</summary>
public enum Activation
{
    /// <summary>Gaussian error linear unit, exact form (BERT).</summary>
    Gelu,

    /// <summary>Rectified linear unit.</summary>
    Relu,
}
