namespace Optiglot.Networks;

/// <summary>Layer normalisation over the last axis (Ba et al., 2016).</summary>
public sealed class LayerNorm
{
    /// <summary>Declares <c>name.weight</c> and <c>name.bias</c>, both <c>[width]</c>.</summary>
    public LayerNorm(ParameterDeclarations declarations, string name, int width, double epsilon)
    {
        (Name, Width, Epsilon) = (name, width, epsilon);
        Weight = declarations.Add($"{name}.weight", Initialization.One, width);
        Bias = declarations.Add($"{name}.bias", Initialization.Zero, width);
    }

    /// <summary>What its parameters' names begin with on disk.</summary>
    public string Name { get; }

    /// <summary>Size of the last axis.</summary>
    public int Width { get; }

    /// <summary>Added to the variance.</summary>
    public double Epsilon { get; }

    /// <summary>What the normalised are multiplied by.</summary>
    public ParameterDeclaration Weight { get; }

    /// <summary>What is added to them.</summary>
    public ParameterDeclaration Bias { get; }
}
