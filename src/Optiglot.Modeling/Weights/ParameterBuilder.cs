namespace Optiglot.Modeling;

/// <summary>Collects the parameters of a model while its layers are put together; nothing is allocated before <see cref="Build"/>.</summary>
public sealed class ParameterBuilder
{
    private readonly List<Parameter> parameters = [];
    private readonly HashSet<string> names = [];

    /// <summary>The group new parameters belong to.</summary>
    public ParameterGroup Group { get; set; }

    /// <summary>Declares a parameter.</summary>
    /// <param name="name">Its name on disk.</param>
    /// <param name="initialization">How it starts.</param>
    /// <param name="shape">Its shape.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public Parameter Add(string name, Initialization initialization, params long[] shape) => Add(name, [], initialization, shape);

    /// <summary>Declares a parameter that is stored as equal slices along its first axis.</summary>
    /// <param name="name">Its name in memory.</param>
    /// <param name="parts">Names of the slices on disk.</param>
    /// <param name="initialization">How it starts.</param>
    /// <param name="shape">Its shape, all slices together.</param>
    /// <exception cref="ArgumentException">A name is taken.</exception>
    public Parameter Add(string name, IReadOnlyList<string> parts, Initialization initialization, params long[] shape)
    {
        foreach (string each in parts.Append(name))
            if (!names.Add(each)) throw new ArgumentException($"two parameters are called {each}");
        var parameter = new Parameter(name, shape, initialization, Group, parts);
        parameters.Add(parameter);
        return parameter;
    }

    /// <summary>Allocates all declared parameters, by group.</summary>
    /// <param name="compute">Type the network computes in: float32 or bfloat16.</param>
    /// <param name="device">Where they live; <c>meta</c> gives names and shapes only.</param>
    /// <param name="seed">Seed of the initial values.</param>
    public ParameterSet Build(TorchSharp.torch.ScalarType compute, TorchSharp.torch.Device device, ulong seed) =>
        new([.. parameters.OrderBy(parameter => parameter.Group)], compute, device, seed);
}
