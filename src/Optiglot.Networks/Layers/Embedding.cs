namespace Optiglot.Networks;

/// <summary>A table of vectors; with tied weights also the output layer.</summary>
public sealed class Embedding
{
    /// <summary>Declares the table under its name, <c>[count, width]</c>.</summary>
    public Embedding(ParameterDeclarations declarations, string name, int count, int width, double deviation)
    {
        (Count, Width) = (count, width);
        Table = declarations.Add(name, Initialization.Normal(deviation), count, width);
    }

    /// <summary>Number of vectors in the table.</summary>
    public int Count { get; }

    /// <summary>Width of a vector.</summary>
    public int Width { get; }

    /// <summary>The table, <c>[count, width]</c>.</summary>
    public ParameterDeclaration Table { get; }
}
