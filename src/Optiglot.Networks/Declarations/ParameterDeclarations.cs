namespace Optiglot.Networks;

/// <summary>Collects the parameters of a network while its layers are put together; nothing is allocated.</summary>
public sealed class ParameterDeclarations
{
    private readonly List<ParameterDeclaration> declarations = [];
    private readonly HashSet<string> names = [];

    /// <summary>All so far, in the order they were declared.</summary>
    public IReadOnlyList<ParameterDeclaration> All => declarations;

    /// <summary>The group new parameters belong to.</summary>
    public ParameterGroup Group { get; set; }

    /// <summary>Declares a parameter with a name of its own.</summary>
    /// <param name="name">Its name on disk.</param>
    /// <param name="initialization">How it starts.</param>
    /// <param name="shape">Its shape.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public ParameterDeclaration Add(string name, Initialization initialization, params long[] shape) => Add(name, [], initialization, shape);

    /// <summary>Declares a parameter that is stored as equal slices along its first axis.</summary>
    /// <param name="name">Its name in memory.</param>
    /// <param name="parts">Names of the slices on disk.</param>
    /// <param name="initialization">How it starts.</param>
    /// <param name="shape">Its shape, all slices together.</param>
    /// <exception cref="ArgumentException">A name is taken.</exception>
    public ParameterDeclaration Add(string name, IReadOnlyList<string> parts, Initialization initialization, params long[] shape)
    {
        foreach (string each in parts.Append(name))
            if (!names.Add(each)) throw new ArgumentException($"two parameters are called {each}");
        var declaration = new ParameterDeclaration(declarations.Count, name, shape, initialization, Group, parts);
        declarations.Add(declaration);
        return declaration;
    }
}
