namespace Optiglot.Networks;

/// <summary>A trainable tensor of a network: what it is called, its shape and how it starts. An interpreter gives it memory.</summary>
/// <param name="Index">Its place among the network's declarations.</param>
/// <param name="Name">Name on disk; Hugging Face's BERT names in the encoder. A fused parameter has <paramref name="Parts"/> on disk instead.</param>
/// <param name="Shape">Its shape, all parts together.</param>
/// <param name="Initialization">How it starts.</param>
/// <param name="Group">Which part of the model it belongs to.</param>
/// <param name="Parts">Names of equal slices along the first axis, each a tensor of its own on disk (query, key and value live side by side); empty for
/// most.</param>
public sealed record ParameterDeclaration(
    int Index, string Name, IReadOnlyList<long> Shape, Initialization Initialization, ParameterGroup Group, IReadOnlyList<string> Parts)
{
    /// <summary>Number of elements, the product of the shape.</summary>
    public long Size { get; } = Shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>Whether weight decay applies: to matrices, not to biases and norms.</summary>
    public bool Decays => Shape.Count > 1;
}
