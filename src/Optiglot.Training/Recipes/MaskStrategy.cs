namespace Optiglot.Training;

/// <summary>What stands at a place chosen for prediction.</summary>
public enum MaskStrategy
{
    /// <summary>80% <c>[MASK]</c>, 10% a random piece, 10% unchanged (Devlin et al. 2019, section 3.1).</summary>
    Bert,

    /// <summary>All chosen pieces become <c>[MASK]</c>.</summary>
    Always,
}
