namespace Optiglot.Networks;

/// <summary>An affine map <c>x W^T + b</c>.</summary>
public sealed class Linear
{
    /// <summary>Declares <c>name.weight</c> <c>[outputs, inputs]</c> and <c>name.bias</c> <c>[outputs]</c>.</summary>
    public Linear(ParameterDeclarations declarations, string name, int inputs, int outputs, Initialization initialization, bool hasBias = true)
    {
        (Name, Inputs, Outputs) = (name, inputs, outputs);
        Weight = declarations.Add($"{name}.weight", initialization, outputs, inputs);
        if (hasBias) Bias = declarations.Add($"{name}.bias", Initialization.Zero, outputs);
    }

    /// <summary>
    /// Declares several maps of one input as one product: <c>name.weight</c> <c>[parts × outputs, inputs]</c>, kept on disk as <c>part.weight</c> each.
    /// </summary>
    public Linear(ParameterDeclarations declarations, string name, IReadOnlyList<string> parts, int inputs, int outputs, Initialization initialization)
    {
        (Name, Inputs, Outputs) = (name, inputs, parts.Count * outputs);
        Weight = declarations.Add($"{name}.weight", [.. parts.Select(part => $"{part}.weight")], initialization, parts.Count * outputs, inputs);
        Bias = declarations.Add($"{name}.bias", [.. parts.Select(part => $"{part}.bias")], Initialization.Zero, parts.Count * outputs);
    }

    /// <summary>What its parameters' names begin with on disk.</summary>
    public string Name { get; }

    /// <summary>Width of the input.</summary>
    public int Inputs { get; }

    /// <summary>Width of the result.</summary>
    public int Outputs { get; }

    /// <summary>The matrix W of the map, <c>[outputs, inputs]</c>.</summary>
    public ParameterDeclaration Weight { get; }

    /// <summary>The vector b that is added, <c>[outputs]</c>; null where the map has none.</summary>
    public ParameterDeclaration? Bias { get; }

    /// <summary>Whether its inputs are too uneven for 8 bits, so that a rounded model keeps it in single precision.</summary>
    public bool IsExact { get; init; }
}
