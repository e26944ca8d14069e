using Optiglot.Networks;
using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>One trainable tensor: a view into its set's flat buffers, with a gradient of its own.</summary>
public sealed class Parameter
{
    internal Parameter(ParameterDeclaration declaration) => Declaration = declaration;

    /// <summary>Its name, shape and kind.</summary>
    public ParameterDeclaration Declaration { get; }

    /// <summary>Name on disk; a fused parameter has <see cref="Parts"/> on disk instead.</summary>
    public string Name => Declaration.Name;

    /// <summary>Size of each axis of its value.</summary>
    public IReadOnlyList<long> Shape => Declaration.Shape;

    /// <summary>Number of elements, the product of the shape.</summary>
    public long Size => Declaration.Size;

    /// <summary>Which part of the model it belongs to.</summary>
    public ParameterGroup Group => Declaration.Group;

    /// <summary>Names of equal slices along the first axis, each a tensor of its own on disk; empty for most.</summary>
    public IReadOnlyList<string> Parts => Declaration.Parts;

    /// <summary>Whether weight decay applies: to matrices, not to biases and norms.</summary>
    public bool Decays => Declaration.Decays;

    /// <summary>First element in the flat buffers.</summary>
    public long Offset { get; internal set; }

    /// <summary>The tensor the network computes with, in the compute type; a leaf of the graph.</summary>
    public Tensor Value { get; internal set; } = null!;

    /// <summary>The gradient, in the compute type, a view into the flat gradient.</summary>
    public Tensor Gradient { get; internal set; } = null!;
}
