namespace Optiglot.Networks;

/// <summary>How a parameter starts.</summary>
/// <param name="Kind">The distribution.</param>
/// <param name="Scale">Standard deviation of a normal one; unused by the others.</param>
public readonly record struct Initialization(InitializationKind Kind, double Scale = 0)
{
    /// <summary>All numbers start at 0.</summary>
    public static Initialization Zero => new(InitializationKind.Constant, 0);

    /// <summary>All numbers start at 1.</summary>
    public static Initialization One => new(InitializationKind.Constant, 1);

    /// <summary>Uniform in ±√(6 / (fan in + fan out)) (Glorot and Bengio, 2010); each part of a fused parameter for itself.</summary>
    public static Initialization Xavier => new(InitializationKind.Xavier);

    /// <summary>Normal with mean 0.</summary>
    public static Initialization Normal(double deviation) => new(InitializationKind.Normal, deviation);
}
