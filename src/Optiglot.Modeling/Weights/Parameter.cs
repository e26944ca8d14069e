using static TorchSharp.torch;

namespace Optiglot.Modeling;

/// <summary>One trainable tensor: a view into its set's flat buffers, with a gradient of its own.</summary>
public sealed class Parameter
{
    internal Parameter(string name, long[] shape, Initialization initialization, ParameterGroup group, IReadOnlyList<string> parts)
    {
        Name = name;
        Shape = shape;
        Initialization = initialization;
        Group = group;
        Parts = parts;
        Size = shape.Aggregate(1L, (product, size) => product * size);
    }

    /// <summary>Name on disk; Hugging Face's BERT names in the encoder. A fused parameter has <see cref="Parts"/> on disk instead.</summary>
    public string Name { get; }

    /// <summary>Shape.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>Number of elements.</summary>
    public long Size { get; }

    /// <summary>How it starts.</summary>
    public Initialization Initialization { get; }

    /// <summary>Which part of the model it belongs to.</summary>
    public ParameterGroup Group { get; }

    /// <summary>Names of equal slices along the first axis, each a tensor of its own on disk (query, key and value live side by side); empty for most.</summary>
    public IReadOnlyList<string> Parts { get; }

    /// <summary>Whether weight decay applies: to matrices, not to biases and norms.</summary>
    public bool Decays => Shape.Count > 1;

    /// <summary>First element in the flat buffers.</summary>
    public long Offset { get; internal set; }

    /// <summary>The tensor the network computes with, in the compute type; a leaf of the graph.</summary>
    public Tensor Value { get; internal set; } = null!;

    /// <summary>The gradient, in the compute type, a view into the flat gradient.</summary>
    public Tensor Gradient { get; internal set; } = null!;
}
