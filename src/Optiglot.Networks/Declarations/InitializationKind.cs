namespace Optiglot.Networks;

/// <summary>Distribution a parameter is drawn from.</summary>
public enum InitializationKind
{
    /// <summary>One value.</summary>
    Constant,

    /// <summary>Normal.</summary>
    Normal,

    /// <summary>Uniform after Glorot and Bengio.</summary>
    Xavier,
}
