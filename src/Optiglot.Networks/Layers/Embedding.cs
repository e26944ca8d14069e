namespace Optiglot.Networks;

/// <summary>A table of vectors; with tied weights also the output layer.</summary>
public sealed class Embedding
{
    /// <summary>Declares <c>name</c> <c>[count, width]</c>.</summary>
    public Embedding(ParameterDeclarations declarations, string name, int count, int width, double deviation)
    {
        (Count, Width) = (count, width);
        Table = declarations.Add(name, Initialization.Normal(deviation), count, width);
    }

    /// <summary>Number of vectors.</summary>
    public int Count { get; }

    /// <summary>Width of a vector.</summary>
    public int Width { get; }

    /// <summary>The table, <c>[count, width]</c>.</summary>
    public ParameterDeclaration Table { get; }
}
