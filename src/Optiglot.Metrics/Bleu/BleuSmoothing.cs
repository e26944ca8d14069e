namespace Optiglot.Metrics;

/// <summary>What BLEU does with an n-gram order that has no match (Chen and Cherry, 2014).</summary>
public enum BleuSmoothing
{
    /// <summary>Halves the missing precision again at every such order (mteval; sacreBLEU's default).</summary>
    Exponential,

    /// <summary>Puts a small number in place of zero matches; 0.1 by default.</summary>
    Floor,

    /// <summary>Adds k to matches and totals of orders above one; 1 by default.</summary>
    AddK,

    /// <summary>Nothing: one empty order makes the score zero.</summary>
    None,
}
