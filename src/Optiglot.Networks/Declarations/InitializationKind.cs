namespace Optiglot.Networks;

/// <summary>Distribution a parameter is drawn from.</summary>
public enum InitializationKind
{
    /// <summary>One value for all numbers.</summary>
    Constant,

    /// <summary>Independent normal numbers around 0.</summary>
    Normal,

    /// <summary>Uniform after Glorot and Bengio.</summary>
    Xavier,
}
